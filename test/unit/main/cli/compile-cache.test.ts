import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileCacheFolder } from '../../../../main/cli/compile-cache.ts';
import { temporaryFolder } from '../../../setup/folder.ts';

const entry = join(import.meta.dirname, '../../../../main/cli/index.ts');

test.each([
  [{ XDG_CACHE_HOME: '/c' }, 'linux' as const, /^\/c\/rekey-for-3cx\/compile-cache$/],
  [{ XDG_CACHE_HOME: 'relative' }, 'linux' as const, /^\/.*\/\.cache\/rekey-for-3cx\/compile-cache$/],
  [{}, 'darwin' as const, /\/Library\/Caches\/rekey-for-3cx\/compile-cache$/],
  [{ LOCALAPPDATA: 'C:\\l' }, 'win32' as const, /^C:\\l\\rekey-for-3cx\\compile-cache$/],
])('%j on %s', (env, platform, folder) => {
  expect(compileCacheFolder(env, platform)).toMatch(folder);
});

function version(caches: string) {
  const env: NodeJS.ProcessEnv = { ...process.env, XDG_CACHE_HOME: caches };
  delete env.NODE_COMPILE_CACHE;
  const { status, stdout, stderr } = spawnSync(process.execPath, [entry, '--version'], {
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr, cached: cachedIn(caches) };
}

function cachedIn(caches: string): number {
  const folder = join(caches, 'rekey-for-3cx/compile-cache');
  return existsSync(folder) ? readdirSync(folder).length : 0;
}

describe.skipIf(process.platform !== 'linux')('on Linux, where XDG_CACHE_HOME moves the folder', () => {
  const works = { status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+/), stderr: '' };

  test('compiled code is kept for the next start', () => {
    expect(version(temporaryFolder())).toEqual({ ...works, cached: 1 });
  });

  test('nothing is read from or written to a folder that others can write to', () => {
    const caches = temporaryFolder();
    const folder = join(caches, 'rekey-for-3cx/compile-cache');
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o777);
    expect(version(caches)).toEqual({ ...works, cached: 0 });
  });

  test('nor through a link', () => {
    const [caches, elsewhere] = [temporaryFolder(), temporaryFolder()];
    mkdirSync(join(caches, 'rekey-for-3cx'));
    symlinkSync(elsewhere, join(caches, 'rekey-for-3cx/compile-cache'));
    expect(version(caches)).toEqual({ ...works, cached: 0 });
  });

  // Root can create folders anywhere.
  test.skipIf(process.getuid?.() !== 0)('nothing is created in another user’s folder', () => {
    const caches = temporaryFolder();
    chownSync(caches, 65_534, 65_534);
    expect(version(caches)).toEqual({ ...works, cached: 0 });
    expect(readdirSync(caches)).toEqual([]);
  });

  test('if the folder cannot be created the program starts without it', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(version(file)).toEqual({ ...works, cached: 0 });
  });
});
