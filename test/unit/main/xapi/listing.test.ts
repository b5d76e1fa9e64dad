import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { XapiError } from '../../../../main/xapi/error.ts';
import { collect } from '../../../../main/xapi/listing/collect.ts';
import type { Collection } from '../../../../main/xapi/listing/collection.ts';
import { countDevices } from '../../../../main/xapi/listing/count.ts';
import { followNextLink } from '../../../../main/xapi/listing/next-link.ts';
import { readCount } from '../../../../main/xapi/listing/pages.ts';
import { type Change, origin, type Paging, pagedServer } from '../../../setup/paged-server.ts';

const nameOf = (entry: unknown): string | null => (entry as { Name?: string }).Name ?? null;
const collection: Collection<string> = {
  path: '/xapi/v1/Fxs',
  fixed: { select: 'Name' },
  orderBy: 'Name',
  idOf: nameOf,
  read(entry) {
    const name = nameOf(entry);
    return name === null ? null : [name];
  },
};
const named = (count: number): string[] => Array.from({ length: count }, (_, at) => `n${1000 + at}`);
const right = (total: number): number => total;
const fine: Paging = { sizes: [100], count: right, links: 'none', refused: [] };

describe('collections are read to their end', () => {
  const cases: [string, number, Partial<Paging>][] = [
    ['nothing', 0, {}],
    ['one entry', 1, {}],
    ['a full page', 100, {}],
    ['many pages', 250, {}],
    ['a count of the page', 120, { count: (_, onPage) => onPage }],
    ['a count that is always the page size', 120, { count: () => 100 }],
    ['a count that is too low', 250, { count: () => 7 }],
    ['no count', 250, { count: () => undefined }],
    ['a count that is a text', 250, { count: (total) => `${total}` }],
    ['a count that is nonsense', 250, { count: () => ({ much: true }) }],
    ['a page limit of the server', 120, { sizes: [50], count: () => undefined }],
    ['links that are empty', 250, { links: 'empty' }],
    ['links that are blank, and no count', 250, { links: 'blank', count: () => undefined }],
    ['one entry a page', 12, { sizes: [1] }],
    ['pages of any length', 30, { sizes: [7, 1, 1, 3, 20] }],
    ['links to another host, and $skip', 120, { sizes: [50], links: 'foreign', count: () => undefined }],
    ['links, and $skip ignored', 120, { sizes: [50], links: 'absolute', ignoresSkip: true }],
    ['relative links, and $skip ignored', 120, { sizes: [50], links: 'relative', ignoresSkip: true }],
    [
      'links without a count, and $skip ignored',
      120,
      { sizes: [50], links: 'absolute', ignoresSkip: true, count: () => undefined },
    ],
    ['links, and $skip refused', 120, { sizes: [50], links: 'absolute', refused: ['$skip'] }],
    ['$count refused', 250, { refused: ['$count'] }],
    ['$orderby refused', 250, { refused: ['$orderby'] }],
    ['$top refused', 250, { refused: ['$top'] }],
    ['all of these refused', 250, { refused: ['$top', '$count', '$orderby'], sizes: [40] }],
  ];
  test.each(cases)('%s', async (_, size, paging) => {
    const server = pagedServer(named(size), { ...fine, ...paging });
    expect(await collect(collection, server)).toEqual({ items: named(size), unreadable: 0, complete: true });
    for (const request of server.requests) expect(request).toContain('$select=Name');
  });
});

describe.each([
  [403, 'forbidden'],
  [404, 'not-a-3cx'],
  [500, 'pbx-error'],
] as const)('a PBX that answers %i', (status, code) => {
  const failing = (size: number, fails: (path: string) => boolean) => {
    const server = pagedServer(named(size), { ...fine, sizes: [40] });
    const get = async (path: string): Promise<unknown> => {
      if (!fails(path)) return server.get(path);
      server.requests.push(path);
      throw new XapiError(code, { status }, status === 500 ? 'unknown' : 'none');
    };
    return { ...server, get };
  };

  test.each(['$top', '$count', '$orderby'])('to %s returns its whole list without it', async (option) => {
    const server = failing(250, (path) => path.includes(option));
    expect(await collect(collection, server)).toEqual({ items: named(250), unreadable: 0, complete: true });
  });

  test('to $skip returns its first page, as perhaps incomplete', async () => {
    const server = failing(250, (path) => path.includes('$skip'));
    expect(await collect(collection, server)).toMatchObject({ items: named(40), complete: false });
  });

  test('to everything gets one more request', async () => {
    const server = failing(250, () => true);
    await expect(collect(collection, server)).rejects.toMatchObject({ code });
    expect(server.requests).toHaveLength(2);
  });

  test.skipIf(status === 404)('to one page after others fails', async () => {
    const server = failing(250, (path) => path.includes('$skip=78'));
    await expect(collect(collection, server)).rejects.toMatchObject({ code });
  });
});

test('the list of a PBX that fails beyond the end is accepted, as perhaps incomplete', async () => {
  const server = pagedServer(named(30), fine);
  const source = {
    ...server,
    get: (path: string) =>
      /[?&]\$skip=30(&|$)/.test(path)
        ? Promise.reject(new XapiError('pbx-error', { status: 500 }, 'none'))
        : server.get(path),
  };
  expect(await collect(collection, source)).toEqual({ items: named(30), unreadable: 0, complete: false });
});

describe('what cannot be read to its end is reported', () => {
  const cases: [string, number, Partial<Paging>, number][] = [
    ['$skip ignored', 120, { ignoresSkip: true }, 100],
    ['$skip refused', 120, { refused: ['$skip'] }, 100],
    ['$skip ignored, a link to another host', 120, { ignoresSkip: true, links: 'foreign' }, 100],
    ['links without an end', 120, { links: 'endless' }, 120],
    ['a count that is too high', 120, { count: (total) => total + 1 }, 120],
    [
      'fewer entries than counted, behind links, and $skip ignored',
      210,
      { ignoresSkip: true, links: 'absolute', count: () => 300 },
      210,
    ],
    [
      'fewer entries than counted, behind links that repeat some',
      210,
      { refused: ['$skip'], links: 'absolute', repeatsLast: true, sizes: [30], count: () => 220 },
      210,
    ],
    [
      'fewer entries than the first page counted',
      120,
      { count: (_, onPage, place) => (place === 0 ? 150 : onPage) },
      120,
    ],
    ['a link to another host on the only page', 20, { links: 'foreign', sizes: [10], ignoresSkip: true }, 10],
  ];
  test.each(cases)('%s', async (_, size, paging, found) => {
    const server = pagedServer(named(size), { ...fine, ...paging });
    const { items, complete } = await collect(collection, server);
    expect(items).toHaveLength(found);
    expect(complete).toBe(false);
    expect(server.requests.length).toBeLessThan(40);
  });
});

test.each([
  ['OData 4.01', { '@odata.count': '@count', '@odata.nextLink': '@nextLink', value: 'value' }],
  ['another case', { '@odata.count': '@OData.Count', '@odata.nextLink': '@odata.nextlink', value: 'Value' }],
])('pages are read with the names of %s', async (_, names: Record<string, string>) => {
  const linked: Paging = { ...fine, sizes: [50], links: 'absolute', ignoresSkip: true };
  const server = pagedServer(named(120), linked);
  const get = async (path: string): Promise<unknown> =>
    Object.fromEntries(
      Object.entries((await server.get(path)) as object).map(([name, value]) => [names[name] ?? name, value]),
    );
  const list = await collect(collection, { ...server, get });
  expect(list).toEqual({ items: named(120), unreadable: 0, complete: true });
});

test('entries without an identity are counted, and the list may be incomplete', async () => {
  const server = { ...pagedServer([], fine), get: async () => ({ value: [{}, {}, { Name: 'a' }] }) };
  const { items, unreadable, complete } = await collect(collection, server);
  expect([items, unreadable > 0, complete]).toEqual([['a'], true, false]);
});

test('an entry that vanishes between two pages loses none of the others', async () => {
  const server = pagedServer(named(250), fine, [{ request: 1, kind: 'vanish', at: 3 }]);
  const { items, complete } = await collect(collection, server);
  expect(items.sort()).toEqual(named(250).filter((_, at) => at !== 3));
  expect(complete).toBe(true);
});

test.each([
  // Then the linked page is empty, as at the end; and from then on there are no links to confirm it by.
  [10, false],
  [19, true],
])(
  'of %i entries one that vanishes between two linked pages loses none of the others',
  async (size, whole) => {
    const linked: Paging = {
      ...fine,
      refused: ['$skip'],
      links: 'absolute',
      sizes: [9],
      count: () => undefined,
    };
    const server = pagedServer(named(size), linked, [{ request: 2, kind: 'vanish', at: 0 }]);
    const { items, complete } = await collect(collection, server);
    expect(items).toEqual(expect.arrayContaining(named(size).slice(1)));
    expect(complete).toBe(whole);
  },
);

test('a collection that keeps changing may be incomplete', async () => {
  const changes = Array.from({ length: 400 }, (_, request): Change => ({ request, kind: 'vanish', at: 0 }));
  expect((await collect(collection, pagedServer(named(390), fine, changes))).complete).toBe(false);
});

/** Small pages, so that a few entries make many pages. */
const paging: fc.Arbitrary<Paging> = fc.record({
  sizes: fc.oneof(
    fc.integer({ min: 1, max: 7 }).map((size) => [size]),
    fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 5 }),
  ),
  count: fc.oneof(
    fc.constant(right),
    fc.constant((_: number, onPage: number) => onPage),
    fc.constant((total: number, onPage: number, place: number) => (place === 0 ? total : onPage)),
    fc.nat(20).map((low) => () => low),
    fc.nat(5).map((more) => (total: number) => total + more),
    fc.constant(() => undefined),
    fc.constant((total: number) => `${total}`),
    fc.constant(() => 'many'),
  ),
  links: fc.constantFrom('none', 'absolute', 'relative', 'foreign', 'endless'),
  refused: fc.subarray(['$count', '$orderby', '$top', '$skip']),
  ignoresSkip: fc.boolean(),
  reach: fc.option(fc.nat(25), { nil: undefined }),
  repeatsLast: fc.boolean(),
});

const vanishing: fc.Arbitrary<Change> = fc.record({
  request: fc.nat(40),
  kind: fc.constant('vanish' as const),
  at: fc.nat(30),
});
const appearing: fc.Arbitrary<Change> = fc.record({
  request: fc.nat(40),
  kind: fc.constant('appear' as const),
  // Before, between and after the existing ones.
  name: fc.nat(30).map((at) => `n${999 + at}x`),
});

test.each([
  ['nothing changes', fc.constant<Change[]>([])],
  ['entries vanish', fc.array(vanishing, { maxLength: 8 })],
  ['entries appear', fc.array(appearing, { maxLength: 8 })],
] as const)('while %s, a list is complete or marked as perhaps incomplete', async (_, changing) => {
  await fc.assert(
    fc.asyncProperty(fc.nat(25), paging, changing, async (size, ways, changes) => {
      const server = pagedServer(named(size), ways, changes);
      const { items, complete } = await collect(collection, server);
      expect(new Set(items).size).toBe(items.length);
      if (complete && ways.reach === undefined)
        expect(items).toEqual(expect.arrayContaining(server.lasting()));
      if (changes.length > 0) return;
      if (complete) expect(items.length).toBeGreaterThanOrEqual(server.reported());
      const byPosition = !ways.ignoresSkip && !ways.refused.includes('$skip');
      if (byPosition && ways.links !== 'endless')
        expect(items.sort()).toEqual(named(size).slice(0, ways.reach));
    }),
    { numRuns: 6000 },
  );
});

test('with pages of one length, a list is complete or marked, whatever vanishes and appears', async () => {
  const changing = fc.array(fc.oneof(vanishing, appearing), { maxLength: 8 });
  const fixed = fc.record({ ways: paging, size: fc.integer({ min: 2, max: 7 }) });
  await fc.assert(
    fc.asyncProperty(fc.nat(25), fixed, changing, async (many, { ways, size }, changes) => {
      const server = pagedServer(named(many), { ...ways, reach: undefined, sizes: [size] }, changes);
      const { items, complete } = await collect(collection, server);
      if (complete) expect(items).toEqual(expect.arrayContaining(server.lasting()));
    }),
    { numRuns: 3000 },
  );
});

test.each<[string, number, Paging['count'], number | null]>([
  ['all', 120, right, 120],
  ['none', 0, right, 0],
  ['the only one', 1, right, 1],
  ['in a text', 3, (total) => `${total}`, 3],
  ['what is on the page', 120, (_, onPage) => onPage, null],
  ['fewer than there are', 120, () => 7, null],
  ['one more than there are', 120, (total) => total + 1, null],
  ['none, though there are some', 120, () => 0, null],
  ['any number', 120, () => 1e15, null],
  ['a negative number', 120, () => -1, null],
])('devices are counted only as far as the PBX has them: %s', async (_, size, count, devices) => {
  expect(await countDevices(pagedServer(named(size), { ...fine, count }))).toBe(devices);
});

describe('a link', () => {
  const base = new URL('/xapi/v1/Fxs', origin);
  const fixed = '$select=Name';
  test.each([
    ['Fxs?$skip=50', '/xapi/v1/Fxs?$select=Name&$skip=50'],
    ['/xapi/v1/Fxs?$skiptoken=a%2Bb%27', '/xapi/v1/Fxs?$select=Name&$skiptoken=a%2Bb%27'],
    [`${origin}/xapi/v1/Fxs?%24skip=50&$select=Password`, '/xapi/v1/Fxs?$select=Name&%24skip=50'],
    [`${origin}/xapi/v1/x/../Fxs?$skip=1&%24Expand=Secrets`, '/xapi/v1/Fxs?$select=Name&$skip=1'],
    ['/XAPI/v1/fxs?$skip=50', '/xapi/v1/Fxs?$select=Name&$skip=50'],
    ['/xapi/v1/Fxs/?$skip=50', '/xapi/v1/Fxs?$select=Name&$skip=50'],
    ['https://elsewhere.example/xapi/v1/Fxs?$skip=50', null],
    ['http://pbx.example.com:5001/xapi/v1/Fxs?$skip=50', null],
    ['https://user:word@pbx.example.com:5001/xapi/v1/Fxs?$skip=50', null],
    ['//elsewhere.example/xapi/v1/Fxs', null],
    ['/xapi/v1/Users?$skip=50', null],
    ['/connect/token', null],
    ['/xapi/v1/Fxs/../Users', null],
    ['https://', null],
    [`Fxs?$skiptoken=${'a'.repeat(5000)}`, null],
  ])('%#', (link, target) => {
    expect(followNextLink(link, base, fixed)).toBe(target);
  });
});

test.each([
  [120, 120],
  ['120', 120],
  [0, 0],
  [-1, null],
  [1.5, null],
  [1e300, null],
  ['many', null],
  ['', null],
  [null, null],
  [undefined, null],
])('%j is read as the count %j', (sent, count) => {
  expect(readCount(sent)).toBe(count);
});
