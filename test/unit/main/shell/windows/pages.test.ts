import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { declareScheme, fileOf, isOurPage, servePages } from '../../../../../main/shell/windows/pages.ts';

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
])('%s is not found', (url) => {
  expect(get(url)).toBeNull();
});

test('paths that climb are normalised by the URL itself, and stay inside', () => {
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

describe('whether a page is ours', () => {
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

  test('during development, those of the development server too, and no others', () => {
    expect(isOurPage('http://localhost:5173/x', 'http://localhost:5173')).toBe(true);
    expect(isOurPage('http://localhost:5174/x', 'http://localhost:5173')).toBe(false);
  });
});

describe('responses', () => {
  const policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  const headersWith = (type: string): object => ({
    'content-type': type,
    'content-security-policy': policy,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  const types: Record<string, string> = {
    'index.html': 'text/html; charset=utf-8',
    'a.js': 'text/javascript; charset=utf-8',
    'a.css': 'text/css; charset=utf-8',
    'a.svg': 'image/svg+xml',
    'a.png': 'image/png',
    'a.woff2': 'font/woff2',
  };
  let root: string;
  let ask: (url: string, method?: string) => Promise<Response>;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'rekey-pages-'));
    await mkdir(join(root, 'renderer'));
    for (const name of [...Object.keys(types), 'a.map', 'a.exe', 'none'])
      await writeFile(join(root, 'renderer', name), `content of ${name}`);
    await writeFile(join(root, 'renderer-secret.js'), 'secret');
    await writeFile(join(root, 'secret.js'), 'secret');
    const handlers = new Map<string, (request: Request) => Response | Promise<Response>>();
    servePages({ handle: (scheme, handler) => void handlers.set(scheme, handler) }, join(root, 'renderer'));
    expect([...handlers.keys()]).toEqual(['app']);
    // Built by hand: a `Request` would have normalised the address before the app sees it.
    ask = async (url, method = 'GET') => {
      const answer = await handlers.get('app')?.({ url, method } as Request);
      if (!answer) throw new Error('nothing answers');
      return answer;
    };
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  test('files come with their type, the whole policy and the other headers, and nothing else', async () => {
    for (const [name, type] of Object.entries(types)) {
      const answer = await ask(`app://rekey/${name}`);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toBe(`content of ${name}`);
      expect(Object.fromEntries(answer.headers), name).toEqual(headersWith(type));
    }
  });

  test.each([
    'app://rekey/a.map',
    'app://rekey/a.exe',
    'app://rekey/none',
    'app://rekey/missing.html',
    'app://rekey/',
    'app://rekey/..%2fsecret.js',
    'app://rekey/..%2frenderer-secret.js',
    'app://rekey/..%2F..%2F..%2F..%2F..%2F..%2Fetc%2fpasswd',
    'app://rekey/a.js%00.html',
    'app://other/index.html',
    'app://rekey:80/index.html',
  ])('%s is not found, under the same policy', async (url) => {
    const answer = await ask(url);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('Not found');
    expect(Object.fromEntries(answer.headers)).toEqual(headersWith('text/plain; charset=utf-8'));
  });

  test('other methods are not answered with a file', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'])
      expect((await ask('app://rekey/index.html', method)).status).toBe(404);
  });
});

test('the scheme has a secure origin of its own, and no further privilege', () => {
  const declared: unknown[] = [];
  declareScheme({ registerSchemesAsPrivileged: (schemes) => void declared.push(...schemes) });
  expect(declared).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
});
