import { expect, test } from 'vitest';
import { keyLiteral, query, readODataError } from '../../main/xapi/odata.ts';

test('a key is quoted, its quotes doubled, and percent-encoded', () => {
  expect(keyLiteral('000B82101EEF')).toBe("'000B82101EEF'");
  expect(keyLiteral("a'b/c?d e:")).toBe("'a%27%27b%2Fc%3Fd%20e%3A'");
});

test('query options keep their dollar signs and commas', () => {
  expect(query({ select: 'Id,Number', expand: 'Phones($select=MacAddress,Name)', top: 100 })).toBe(
    '?$select=Id,Number&$expand=Phones($select%3DMacAddress,Name)&$top=100',
  );
});

test('an OData error is read, wherever it says what it says', () => {
  expect(readODataError({ error: { code: '', message: 'WARNINGS.XAPI.NOT_FOUND' } })).toEqual({
    notFound: true,
    says: 'WARNINGS.XAPI.NOT_FOUND',
  });
  expect(
    readODataError({
      error: { code: '', message: 'Bad', details: [{ code: '', message: 'WARNINGS.XAPI.NOT_FOUND' }] },
    }),
  ).toEqual({ notFound: true, says: 'Bad: WARNINGS.XAPI.NOT_FOUND' });
  expect(readODataError({ error: { code: null, message: 'x\u001b[31m\ny' } }).says).toBe('x [31m y');
  for (const other of [null, undefined, 'text', [], {}, { error: 'x' }, { error: { details: [7] } }])
    expect(readODataError(other)).toEqual({ notFound: false, says: null });
});
