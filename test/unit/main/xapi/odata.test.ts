import { expect, test } from 'vitest';
import { keyLiteral, query } from '../../../../main/xapi/odata.ts';

test('a key is quoted, its quotes doubled, and percent-encoded', () => {
  expect(keyLiteral('000B82101EEF')).toBe("'000B82101EEF'");
  expect(keyLiteral("a'b/c?d e:")).toBe("'a%27%27b%2Fc%3Fd%20e%3A'");
});

test('query options keep their dollar signs and commas', () => {
  expect(query({ select: 'Id,Number', expand: 'Phones($select=MacAddress,Name)', top: 100 })).toBe(
    '?$select=Id,Number&$expand=Phones($select%3DMacAddress,Name)&$top=100',
  );
});
