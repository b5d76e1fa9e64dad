import { expect, test } from 'vitest';
import { QueryError } from '../../pbx/odata-filter.ts';
import { applyQuery, type EntityShape, parseQuery } from '../../pbx/odata-query.ts';

const shape: EntityShape = {
  properties: new Set(['Id', 'Name']),
  navigation: { Phones: { properties: new Set(['Id']), navigation: {} } },
};
const listQuery = (query: string) => parseQuery(query, shape, 'list', null);

test.each([
  ['Id', [2, 9, 10, 100]],
  ['Id desc', [100, 10, 9, 2]],
  ['Name', [10, 9, 100, 2]],
  ['Name desc,Id', [2, 100, 9, 10]],
])('$orderby=%s', (orderBy, expected) => {
  const rows = [
    { Id: 100, Name: 'B' },
    { Id: 9, Name: 'A' },
    { Id: 10, Name: null },
    { Id: 2, Name: 'C' },
  ];
  const { page } = applyQuery(rows, listQuery(`?$orderby=${orderBy}`));
  expect(page.map(({ Id }) => Id)).toEqual(expected);
});

test.each([
  '$select=Other',
  '$select=constructor',
  '$expand=Other',
  '$expand=toString',
  '$expand=Phones($expand=valueOf)',
])('%s is rejected', (query) => {
  expect(() => listQuery(`?${query}`)).toThrow(QueryError);
});

test('properties and related entities can be requested', () => {
  expect(listQuery('?$select=Id,Phones&$expand=Phones($select=Id)')).toMatchObject({
    select: ['Id', 'Phones'],
    expand: { Phones: { select: ['Id'], expand: {} } },
  });
});
