import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { targets } from '../../../scripts/cli/node-binary.ts';
import { nodeOptions, packageCli } from '../../../scripts/cli/package.ts';
import type { DemoPbx } from '../../pbx/index.ts';
import { temporaryFolder } from '../../setup/folder.ts';
import { demoPbx } from '../../setup/xapi.ts';

const target = targets.find(({ platform, arch }) => platform === process.platform && arch === process.arch);

/** Raise one only for something that is worth it to everybody who downloads it. */
const maxOwnBytes = 6_000_000;
const maxPackedBytes = 60_000_000;

// On Windows and macOS the archive is built in the same way, but never was.
describe.skipIf(process.platform !== 'linux' || !target)('the stand-alone archive on Linux', () => {
  let folder = '';
  let root = '';

  beforeAll(async () => {
    if (!target) return;
    folder = mkdtempSync(join(tmpdir(), 'rekey-archive-'));
    const archive = await packageCli(target, folder);
    execFileSync('tar', ['-xzf', archive, '-C', folder]);
    root = join(folder, readdirSync(folder).find((name) => !name.endsWith('.tar.gz')) ?? '');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('it contains this system’s two native files, and no source', () => {
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => file.endsWith('.node')).sort()).toEqual([
      `app/node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`,
      `app/node_modules/keytar/prebuilds/linux-${process.arch}/keytar.node`,
    ]);
    expect(files.filter((file) => /\.(ts|map|cc|cpp|h)$/.test(file))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(['rekey', 'app/node']));
  });

  test('it is as large as Node and a little more, and starts Node with little room for new objects', () => {
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((file) => join(root, file));
    const bytesOf = (paths: readonly string[]): number =>
      paths.reduce((sum, path) => sum + (statSync(path).isFile() ? statSync(path).size : 0), 0);
    const own = bytesOf(files.filter((file) => file !== join(root, 'app/node')));
    const packed = bytesOf([
      join(folder, readdirSync(folder).find((name) => name.endsWith('.tar.gz')) ?? ''),
    ]);
    console.log(`terminal, ${process.arch}: archive ${packed} bytes, ${own} bytes in it beside Node`);
    expect(own).toBeLessThan(maxOwnBytes);
    expect(packed).toBeLessThan(maxPackedBytes);
    expect(readFileSync(join(root, 'rekey'), 'utf8')).toContain(`/app/node" ${nodeOptions.join(' ')} "`);
  });

  test('it contains all licences, and the bill of materials', () => {
    const read = (name: string): string => readFileSync(join(root, name), 'utf8');
    expect(read('LICENSE')).toContain('MIT License');
    expect(read('NODE-LICENSE.txt')).toContain('Node.js');
    const notices = read('THIRD-PARTY-NOTICES.txt');
    const { components } = JSON.parse(read('sbom.cdx.json')) as {
      components: { name: string; version: string }[];
    };
    // Node's licence is a separate file.
    const [runtime, ...others] = components;
    expect(runtime?.name).toBe('node');
    const names = others.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['undici', 'commander', 'better-sqlite3', '@github/keytar']),
    );
    expect(names).not.toContain('react');
    for (const { name, version } of others) expect(notices).toContain(`${name} ${version} (`);
  });

  /** Runs it with an environment isolated from this machine. */
  const run = (program: string[], env: NodeJS.ProcessEnv, stdin = '') =>
    new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve, reject) => {
      const [command = '', ...args] = program;
      const child = spawn(command, args, { env, stdio: 'pipe' });
      const output = { stdout: '', stderr: '' };
      for (const name of ['stdout', 'stderr'] as const)
        child[name].on('data', (chunk) => {
          output[name] += chunk;
        });
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, ...output }));
      child.stdin.end(stdin);
    });

  const page = ({ devices: [device] }: DemoPbx): string =>
    `<!doctype html><html><table><tr><td>${device?.MacAddress}</td></tr></table></html>`;

  async function regenerates(launcher: string[], data: string): Promise<void> {
    const pbx = await demoPbx();
    const done = await run(
      [
        ...launcher,
        ...['regenerate', '--file', '-', '--yes', '--json', '--show-passwords', '--data-dir', data],
        ...['--url', pbx.url, '--client-id', pbx.clientId],
      ],
      { PATH: '/nowhere', REKEY_API_KEY: pbx.apiKey },
      page(pbx),
    );
    expect(done).toMatchObject({ code: 0, stderr: expect.not.stringContaining('went wrong') });
    expect(JSON.parse(done.stdout).items[0].credentials.password).toBe(pbx.devices[0]?.Password);
    const jobs = await run([...launcher, 'jobs', 'list', '--data-dir', data], { PATH: '/nowhere' });
    expect(jobs).toMatchObject({ code: 0, stdout: expect.stringContaining('1 of 1 done') });
  }

  test('it runs without Node and npm on the path, and reads a document in its worker', async () => {
    await regenerates([join(root, 'rekey')], temporaryFolder());
  });

  test('called through a link, it prints commands for its real location', async () => {
    const tools = temporaryFolder();
    execFileSync('ln', ['-s', join(root, 'rekey'), join(tools, 'rekey')]);
    const data = temporaryFolder();
    const show = ['jobs', 'show', '3', '--data-dir', data];
    const named = await run([join(tools, 'rekey'), ...show], { PATH: `${tools}:/usr/bin:/bin` });
    expect(named).toMatchObject({ code: 2, stderr: expect.stringContaining(`: rekey jobs list --data-dir`) });
    // With CDPATH, cd prints its destination.
    const elsewhere = { PATH: '/nowhere', CDPATH: temporaryFolder() };
    const pasted = await run([join(root, 'rekey'), ...show], elsewhere);
    const command = /To list them: (.*)$/m.exec(pasted.stderr)?.[1] ?? '';
    expect(spawnSync('/bin/sh', ['-c', command], { env: {}, encoding: 'utf8' }).stdout).toBe(
      'No jobs yet.\n',
    );
  });

  // Only root may change the root folder.
  test.skipIf(process.getuid?.() !== 0)('it runs in a root with only a shell and the C library', async () => {
    const fresh = temporaryFolder();
    copyWithLibraries(realpathSync('/bin/sh'), '/bin/sh', fresh);
    for (const library of librariesOf(join(root, 'app/node'))) copyInto(library, library, fresh);
    for (const name of ['tmp', 'dev']) mkdirSync(join(fresh, name));
    writeFileSync(join(fresh, 'dev/null'), '');
    execFileSync('cp', ['-r', root, join(fresh, 'rekey-cli')]);
    await regenerates(['/usr/sbin/chroot', fresh, '/rekey-cli/rekey'], '/tmp/data');
    const added = await run(
      [
        ...[
          '/usr/sbin/chroot',
          fresh,
          '/rekey-cli/rekey',
          'pbx',
          'add',
          '--name',
          'Acme',
          '--client-id',
          'x',
        ],
        ...['--url', 'https://127.0.0.1:1', '--api-key-stdin', '--data-dir', '/tmp/data'],
      ],
      {},
      'key\n',
    );
    expect(added).toMatchObject({ code: 5, stderr: expect.stringContaining('libsecret') });
  });
});

function copyWithLibraries(program: string, to: string, root: string): void {
  copyInto(program, to, root);
  for (const library of librariesOf(program)) copyInto(library, library, root);
}

function librariesOf(program: string): string[] {
  const listed = execFileSync('ldd', [program], { encoding: 'utf8' });
  return [...listed.matchAll(/(\/\S+) \(0x/g)].map(([, path = '']) => path);
}

function copyInto(file: string, to: string, root: string): void {
  mkdirSync(dirname(join(root, to)), { recursive: true });
  copyFileSync(realpathSync(file), join(root, to));
}
