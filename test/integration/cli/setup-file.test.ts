import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Io } from '../../../main/cli/io.ts';
import { runCli } from '../../../main/cli/run.ts';
import { openServices } from '../../../main/services/index.ts';
import { memoryKeychain } from '../../../main/shell/lifecycle/demo.ts';
import { leaksBelow } from '../../setup/canaries.ts';
import { cli } from '../../setup/cli.ts';
import { temporaryFolder } from '../../setup/folder.ts';
import { type KeyringMode, noKeyringHere, withKeyring } from '../../setup/keyring.ts';
import { demoPbx } from '../../setup/xapi.ts';

const passphrase = 'Canary passphrase, 1 of 1';

/** A separate computer: a keyring and a data folder. */
async function computer(mode: KeyringMode = 'unlocked') {
  const keyring = await withKeyring(mode);
  onTestFinished(() => keyring.stop());
  const folder = temporaryFolder();
  return {
    folder,
    run: (args: string[], stdin = `${passphrase}\n`) =>
      cli([...args, '--data-dir', folder], { env: keyring.env, stdin }),
  };
}

describe.skipIf(noKeyringHere)('with a Secret Service', () => {
  test('an administrator exports, a technician imports without a network, then it works', async () => {
    const apiKey = 'Canary+Key/4%2F&"quoted"=~\\end';
    const pbx = await demoPbx({ https: true, apiKey });
    const [admin, technician] = [await computer(), await computer()];
    const out = temporaryFolder();
    const file = join(out, 'acme.rekey');
    const entry = ['--name', 'Acme', '--url', pbx.url, '--client-id', pbx.clientId];
    const trust = ['--trust-fingerprint', pbx.fingerprint ?? ''];
    await admin.run(['pbx', 'add', ...entry, ...trust, '--api-key-stdin'], apiKey);

    const to = ['--output', file, '--passphrase-stdin'];
    const exported = await admin.run(['pbx', 'export', 'acme', '--with-keys', ...to]);
    expect([exported.code, exported.stdout]).toEqual([0, expect.stringContaining('with API keys')]);
    expect(exported.stderr).toMatch(/signing each other out\. .*add another API client/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await admin.run(['pbx', 'export', 'acme', ...to])).code).toBe(2);

    const wrong = await technician.run(
      ['pbx', 'import', file, '--passphrase-stdin', '--json'],
      'not the right one',
    );
    expect([wrong.code, wrong.json().error.code]).toEqual([2, 'setup-file-wrong-passphrase']);
    const imported = await technician.run(['pbx', 'import', file, '--passphrase-stdin', '--json']);
    expect(imported.json().pbxs).toMatchObject([{ replaced: false, apiKey: 'imported' }]);
    expect(pbx.requests).toEqual([]);
    expect((await technician.run(['pbx', 'list'])).stdout).toContain('not contacted yet, certificate pinned');
    expect((await technician.run(['pbx', 'import', file, '--passphrase-stdin'])).stderr).toContain(
      '--replace',
    );

    expect((await technician.run(['pbx', 'test'])).code).toBe(0);
    expect((await technician.run(['pbx', 'list'])).stdout).toContain('answered just now');

    const secrets = new Map([
      ['API key', apiKey],
      ['passphrase', passphrase],
    ]);
    for (const folder of [out, admin.folder, technician.folder])
      expect(leaksBelow(folder, secrets)).toEqual([]);
    for (const { stdout, stderr } of [exported, wrong, imported])
      for (const secret of secrets.values()) expect(stdout + stderr).not.toContain(secret);
  });

  test('without a keychain: a PBX without a key is imported and says what to do, one with a key is not', async () => {
    const [admin, server] = [await computer(), await computer('no-library')];
    const out = temporaryFolder();
    const entry = ['--name', 'Acme', '--url', 'https://acme.example', '--client-id', 'laptop'];
    await admin.run(['pbx', 'add', ...entry, '--api-key-stdin'], 'key');
    for (const more of [[], ['--with-keys']]) {
      const output = ['--output', join(out, `a${more.length}.rekey`), '--passphrase-stdin'];
      expect((await admin.run(['pbx', 'export', 'Acme', ...output, ...more])).code).toBe(0);
    }
    const refused = await server.run(['pbx', 'import', join(out, 'a1.rekey'), '--passphrase-stdin']);
    expect(refused.code).toBe(5);
    expect((await server.run(['pbx', 'list', '--json'])).json().pbxs).toEqual([]);
    const taken = await server.run(['pbx', 'import', join(out, 'a0.rekey'), '--passphrase-stdin']);
    expect([taken.code, taken.stdout]).toEqual([
      0,
      expect.stringMatching(/To enter it: \S.* pbx edit --api-key-stdin Acme --data-dir \S/),
    ]);
    const output = ['--output', join(out, 'b.rekey'), '--passphrase-stdin'];
    expect((await server.run(['pbx', 'export', 'Acme', ...output])).code).toBe(0);
  });
});

/** A user who gives these answers to hidden prompts. */
async function asking(args: string[], answers: string[], interactive = true) {
  const said: string[] = [];
  const asked: string[] = [];
  const io: Io = {
    out: async (text) => said.push(text) > 0,
    err: (text) => void said.push(text),
    status: null,
    stdin: Readable.from([]),
    env: {},
    toTerminal: true,
    interactive,
    confirm: async () => false,
    ask: async () => '',
    askSecret: async (question) => {
      asked.push(question);
      return answers.shift() ?? '';
    },
    signal: new AbortController().signal,
  };
  const code = await runCli(args, io, memoryKeychain());
  return { code, said: said.join('\n'), asked: asked.length };
}

test('the user is asked twice for a new passphrase, and once for an existing one', async () => {
  const folder = temporaryFolder();
  const services = await openServices(folder, memoryKeychain());
  await services.pbxs.add(
    { name: 'Acme', address: 'https://acme.example', clientId: 'laptop', fingerprint: null },
    'key',
  );
  await services.close();
  const file = join(temporaryFolder(), 'acme.rekey');
  const exporting = ['pbx', 'export', 'Acme', '--output', file, '--data-dir', folder];
  expect(await asking(exporting, ['short'])).toMatchObject({ code: 2, asked: 1 });
  const differ = await asking(exporting, [passphrase, `${passphrase}!`]);
  expect(differ).toMatchObject({ code: 2, asked: 2, said: expect.stringContaining('don’t match') });
  expect(await asking(exporting, [], false)).toMatchObject({
    code: 2,
    said: expect.stringContaining('--passphrase-stdin'),
  });
  expect(() => statSync(file)).toThrow();
  expect(await asking(exporting, [passphrase, passphrase])).toMatchObject({ code: 0, asked: 2 });
  const importing = ['pbx', 'import', file, '--data-dir', temporaryFolder()];
  expect(await asking(importing, [passphrase])).toMatchObject({ code: 0, asked: 1 });
});

test('a file that is missing, damaged, not a setup file or far too long is reported', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'x.rekey');
  const importing = (path: string) =>
    asking(['pbx', 'import', path, '--data-dir', folder], [passphrase]).then(
      ({ code, said }) => `${code} ${said}`,
    );
  expect(await importing(file)).toMatch(
    /^2 “.*x\.rekey” doesn’t exist\. Check the name and the folder\.\nHelp: .* pbx import --help/,
  );
  writeFileSync(file, 'hello');
  expect(await importing(file)).toContain('2 Not a setup file');
  writeFileSync(file, Buffer.concat([Buffer.from('REKEYSET'), Buffer.alloc(100)]));
  expect(await importing(file)).toContain('2 The setup file is damaged');
  writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.alloc(2 ** 20)]));
  expect(await importing(file)).toContain('2 Not a setup file');
});
