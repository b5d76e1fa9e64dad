import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy, fileOf, isOurPage } from '../../main/shell/pages.ts';

const folder = resolve('out', 'renderer');
const get = (url: string, method = 'GET'): string | null => fileOf({ method, url }, folder);

test('a page’s own files are found', () => {
  expect(get('app://rekey/index.html')).toBe(join(folder, 'index.html'));
  expect(get('app://rekey/assets/a%20b.css?x#y')).toBe(join(folder, 'assets', 'a b.css'));
});

test.each([
  'app://rekey/..%2fmain/index.js',
  'app://rekey/%2e%2e%2f%2e%2e%2fpackage.json',
  'app://rekey/..%5cmain%5cindex.js',
  'app://rekey/%00index.html',
  'app://rekey/%',
  'app://rekey/',
  'app://other/index.html',
])('%s leads nowhere', (url) => {
  expect(get(url)).toBeNull();
});

test('paths that climb are flattened by the URL itself, and stay inside', () => {
  for (const url of [
    'app://rekey/%2e%2e/main/index.js',
    'app://rekey/../main/index.js',
    'app://rekey//etc/passwd',
    'app://rekey/a/../../../../etc/passwd',
  ])
    expect(get(url)?.startsWith(folder) ?? true).toBe(true);
});

test('only GET is answered', () => {
  expect(get('app://rekey/index.html', 'POST')).toBeNull();
});

describe('whose page it is', () => {
  test.each([
    ['app://rekey/index.html', true],
    ['app://rekey/index.html#x', true],
    ['app://rekey.example/index.html', false],
    ['app://other/index.html', false],
    ['https://rekey/index.html', false],
    ['file:///index.html', false],
    ['about:blank', false],
    ['data:text/html,x', false],
    ['', false],
    ['http://localhost:5173/', false],
  ])('%s: %s', (url, ours) => {
    expect(isOurPage(url, null)).toBe(ours);
  });

  test('while developing, the development server’s too, and no other', () => {
    expect(isOurPage('http://localhost:5173/x', 'http://localhost:5173')).toBe(true);
    expect(isOurPage('http://localhost:5174/x', 'http://localhost:5173')).toBe(false);
  });
});

test('the policy begins from nothing and opens nothing unsafe', () => {
  expect(contentSecurityPolicy).toMatch(/^default-src 'none'/);
  expect(contentSecurityPolicy).not.toMatch(/unsafe|https?:|\*|data:|connect-src/);
});
