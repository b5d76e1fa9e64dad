import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Answer, startElectronMirror, whole } from '../../setup/electron-mirror.ts';
import { temporaryFolder } from '../../setup/folder.ts';

const project = join(import.meta.dirname, '../../..');

/** A clone after `npm ci`: Electron has not been downloaded. A script that starts it replaces electron-vite. */
function freshClone() {
  const folder = temporaryFolder();
  const modules = join(folder, 'node_modules');
  cpSync(join(project, 'scripts'), join(folder, 'scripts'), { recursive: true });
  cpSync(join(project, 'package.json'), join(folder, 'package.json'));
  for (const name of ['main', 'common']) symlinkSync(join(project, name), join(folder, name));
  cpSync(join(project, 'node_modules/electron'), join(modules, 'electron'), {
    recursive: true,
    filter: (path) => !/electron\/(dist|path\.txt|electron\.d\.ts|\.download)/.test(path),
  });
  for (const name of ['@electron', '@electron-internal', 'undici'])
    symlinkSync(join(project, 'node_modules', name), join(modules, name));
  mkdirSync(join(modules, 'electron-vite/bin'), { recursive: true });
  writeFileSync(join(modules, 'electron-vite/package.json'), '{"type":"module"}');
  writeFileSync(
    join(modules, 'electron-vite/bin/electron-vite.js'),
    `import { spawnSync } from 'node:child_process';
     console.log('electron-vite', ...process.argv.slice(2));
     process.exit(spawnSync(process.env.ELECTRON_EXEC_PATH, { stdio: 'inherit' }).status);`,
  );
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  const dist = join(modules, 'electron/dist');

  const start = (env: NodeJS.ProcessEnv = {}, args: string[] = ['--noSandbox']) => {
    const child = spawn(process.execPath, ['scripts/start.ts', 'preview', ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        NODE_COMPILE_CACHE: join(tmpdir(), 'rekey-compile-cache'),
        TMPDIR: temporary,
        DISPLAY: ':99',
        electron_config_cache: join(folder, 'cache'),
        electron_use_remote_checksums: '1',
        ...env,
      },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    const ended = once(child, 'close').then(([code]) => ({ code, output }));
    return { child, ended, output: () => output };
  };
  return {
    folder,
    dist,
    start,
    leftovers: () => [...readdirSync(temporary), ...(existsSync(dist) ? ['dist'] : [])],
  };
}

async function mirrorWith(options?: Parameters<typeof startElectronMirror>[0]) {
  const mirror = await startElectronMirror(options);
  onTestFinished(() => mirror.close());
  return mirror;
}

/** An address without a listener: its port was just released. */
const nowhere = await new Promise<string>((known) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    server.close(() => known(`http://127.0.0.1:${port}/`));
  });
});

/** Begins and then sends no more. */
const stalling: Answer = (response, archive) => {
  response.writeHead(200, { 'content-length': archive.length });
  response.write(archive.subarray(0, 100_000));
};

// The archive's stand-in for Electron is a shell script.
const noStub = process.platform === 'win32' || process.platform === 'darwin';
describe.skipIf(noStub)('npm start', { timeout: 120_000 }, () => {
  test('downloads Electron the first time, and only then', async () => {
    const mirror = await mirrorWith();
    const { start, leftovers } = freshClone();
    const first = await start({ ELECTRON_MIRROR: mirror.url }, ['--noSandbox', '--', '--in-tray']).ended;
    expect(first).toEqual({
      code: 0,
      output: expect.stringContaining(
        'electron-vite preview --noSandbox -- --in-tray\nElectron was started\n',
      ),
    });
    expect(first.output).toMatch(
      /^Downloading Electron \d+\.\d+\.\d+ from 127\.0\.0\.1:\d+; needed once for the window …\n/,
    );
    const second = await start({ ELECTRON_MIRROR: nowhere }).ended;
    expect(second).toEqual({ code: 0, output: 'electron-vite preview --noSandbox\nElectron was started\n' });
    expect(mirror.downloads).toBe(1);
    expect(leftovers()).toEqual(['dist']);
  });

  test.each<[string, { answer?: Answer; sum?: string; env?: NodeJS.ProcessEnv }, RegExp]>([
    ['nobody answers', { env: { ELECTRON_MIRROR: nowhere } }, /127\.0\.0\.1:\d+ refused the connection/],
    [
      'the mirror has no such version',
      { answer: (response) => response.writeHead(404).end() },
      /does not exist \(HTTP 404\)/,
    ],
    ['the file is another one', { sum: '0'.repeat(64) }, /its checksum differs. Nothing was unpacked/],
    [
      'the connection breaks off',
      {
        answer: (response, archive) => {
          response.writeHead(200, { 'content-length': archive.length });
          response.write(archive.subarray(0, 1_000_000), () => response.destroy());
        },
      },
      /the connection to 127\.0\.0\.1:\d+ broke off after 1 MB/,
    ],
    [
      'the cache cannot be written',
      { env: { electron_config_cache: '/dev/null/cache' } },
      /\/dev\/null\/cache\S* cannot be written/,
    ],
  ])('explains in one paragraph what is wrong if %s', async (_, { env, ...options }, reason) => {
    const mirror = await mirrorWith(options);
    const { start, leftovers } = freshClone();
    const { code, output } = await start({ ELECTRON_MIRROR: mirror.url, ...env }).ended;
    expect(code).toBe(1);
    expect(output).toMatch(reason);
    expect(output).toMatch(/^The window cannot be opened: Electron \S+ could not be downloaded: /m);
    expect(output.trimEnd().split('\n').at(-1)).toBe(
      'To work without the window, use the terminal: npm run --silent cli -- --help',
    );
    expect(output.trimEnd().split('\n').length).toBeLessThanOrEqual(4);
    if (!env?.electron_config_cache) expect(output).toContain('ELECTRON_MIRROR');
    expect(leftovers()).toEqual([]);
  });

  test('uses the configured proxy, and reports its rejection', async () => {
    const mirror = await mirrorWith();
    const { start } = freshClone();
    const env = { ELECTRON_MIRROR: 'http://mirror.invalid/', HTTP_PROXY: nowhere };
    const refused = await start(env).ended;
    expect(refused.output).toContain('the proxy refused the connection. Check HTTPS_PROXY.');
    // npm's own setting counts, too.
    const viaNpm = await start({ ELECTRON_MIRROR: mirror.url, npm_config_proxy: nowhere }).ended;
    expect(viaNpm.output).toContain('the proxy refused the connection');
    const passed = await start({
      ELECTRON_MIRROR: mirror.url,
      npm_config_proxy: nowhere,
      npm_config_noproxy: '127.0.0.1',
    }).ended;
    expect(passed.code).toBe(0);
  });

  test('leaves nothing behind when it is interrupted, and starts over the next time', async () => {
    const mirror = await mirrorWith({ answer: stalling });
    const { start, leftovers } = freshClone();
    const run = start({ ELECTRON_MIRROR: mirror.url });
    await expect.poll(() => mirror.downloads, { timeout: 20_000 }).toBe(1);
    run.child.kill('SIGINT');
    const { code, output } = await run.ended;
    expect(code).toBe(130);
    expect(output).not.toContain('    at ');
    expect(leftovers()).toEqual([]);
    mirror.answer = whole;
    expect((await start({ ELECTRON_MIRROR: mirror.url }).ended).code).toBe(0);
  });

  test('is not misled by what a killed start left half unpacked', async () => {
    const mirror = await mirrorWith();
    const { start, dist } = freshClone();
    mkdirSync(dist);
    writeFileSync(join(dist, 'version'), '1.0.0');
    writeFileSync(join(dist, 'electron'), 'half', { mode: 0o755 });
    const { code, output } = await start({ ELECTRON_MIRROR: mirror.url }).ended;
    expect(output).toContain('Electron was started');
    expect(code).toBe(0);
  });

  test('two at once download it once, and both start', async () => {
    const mirror = await mirrorWith({
      answer: (response, archive) => void setTimeout(() => response.end(archive), 300),
    });
    const { start } = freshClone();
    const both = await Promise.all([1, 2].map(() => start({ ELECTRON_MIRROR: mirror.url }).ended));
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(mirror.downloads).toBe(1);
    expect(both.map(({ output }) => output).join('')).toContain('being downloaded by another start');
  });

  test('downloads nothing if no window could be opened', async () => {
    const mirror = await mirrorWith();
    const { start } = freshClone();
    const { code, output } = await start({ ELECTRON_MIRROR: mirror.url, DISPLAY: '' }).ended;
    expect(code).toBe(1);
    expect(output).toMatch(/^The window cannot be opened: there is no display/);
    expect(output).toContain('npm run --silent cli -- --help');
    expect(mirror.downloads).toBe(0);
  });
});
