import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { describeError } from '../../../../common/error-text.ts';
import { RekeyError } from '../../../../common/errors.ts';
import { withOwnFacts } from '../../../../common/problem.ts';
import { wordsFor } from '../../../../common/texts/index.ts';
import { policyPath, readPolicyFile } from '../../../../main/policy/read.ts';
import { policyForTests } from '../../../../main/shell/lifecycle/policy-for-tests.ts';

const owner = process.getuid?.() ?? null;
let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rekey-policy-'));
  path = join(folder, 'policy.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (text: string | Uint8Array) => {
  writeFileSync(path, text, { mode: 0o644 });
  return readPolicyFile({ path, owner });
};

function problemOf(work: () => unknown): RekeyError {
  try {
    work();
  } catch (error) {
    if (error instanceof RekeyError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

test('no file is no policy', () => {
  expect(readPolicyFile({ path, owner })).toBeNull();
  expect(readPolicyFile({ path: join(path, 'below'), owner })).toBeNull();
});

test('every key is read, and PBXs are tidied like user input', () => {
  const policy = {
    pbxs: [{ name: 'Acme', address: 'pbx.acme.example:5001/', clientId: 'rekey' }],
    proxy: 'http://proxy.example:8080',
    noExport: true,
    noClipboard: true,
    maxRetentionDays: 7,
    noUpdateCheck: true,
    updateAddress: 'https://example.com/update.json',
  };
  expect(read(JSON.stringify(policy))).toEqual({
    ...policy,
    pbxs: [
      {
        name: 'Acme',
        url: 'https://pbx.acme.example:5001',
        clientId: 'rekey',
        pinnedFingerprint: null,
        certificateIsFixed: false,
      },
    ],
  });
});

const pbx = { name: 'A', address: 'https://a.example', clientId: 'c' };
describe('an invalid file is an error that names the key', () => {
  test.each<[string, unknown, string, string | undefined]>([
    ['an unknown key', { noClipbord: true }, 'unknown-key', 'noClipbord'],
    ['an unknown key of a PBX', { pbxs: [{ ...pbx, apiKey: 'k' }] }, 'unknown-key', 'pbxs[0].apiKey'],
    ['a text for a truth value', { noExport: 'yes' }, 'bad-value', 'noExport'],
    ['null', { noExport: null }, 'bad-value', 'noExport'],
    ['no days', { maxRetentionDays: 0 }, 'bad-value', 'maxRetentionDays'],
    ['part of a day', { maxRetentionDays: 1.5 }, 'bad-value', 'maxRetentionDays'],
    ['too many days', { maxRetentionDays: 3651 }, 'bad-value', 'maxRetentionDays'],
    ['a proxy with a login', { proxy: 'http://me:secret@proxy.example:8080' }, 'bad-value', 'proxy'],
    ['a proxy of another kind', { proxy: 'socks4://proxy.example' }, 'bad-value', 'proxy'],
    ['no proxy', { proxy: '' }, 'bad-value', 'proxy'],
    ['a PBX without encryption', { pbxs: [{ ...pbx, address: 'http://a.example' }] }, 'bad-value', 'pbxs[0]'],
    ['a PBX without a name', { pbxs: [pbx, { ...pbx, name: ' ' }] }, 'bad-value', 'pbxs[1]'],
    ['two of a name', { pbxs: [pbx, { ...pbx, name: 'a', clientId: 'd' }] }, 'bad-value', 'pbxs'],
    ['two of an API client', { pbxs: [pbx, { ...pbx, name: 'B' }] }, 'bad-value', 'pbxs'],
    ['too many PBXs', { pbxs: Array(201).fill(pbx) }, 'bad-value', 'pbxs'],
    ['an update address in clear', { updateAddress: 'http://example.com/u' }, 'bad-value', 'updateAddress'],
    ['a file of this computer', { updateAddress: 'file:///etc/passwd' }, 'bad-value', 'updateAddress'],
    ['a list', [], 'not-json', undefined],
    ['a number', 1, 'not-json', undefined],
  ])('%s', (_, value, reason, key) => {
    const { code, facts } = problemOf(() => read(JSON.stringify(value)));
    expect([code, facts.reason, facts.policyKey]).toEqual(['policy-invalid', reason, key]);
    for (const language of ['en', 'de'] as const) {
      const { happened, next } = describeError(withOwnFacts(code, facts), wordsFor(language, 'en-GB').texts);
      expect(happened).toContain(path);
      if (key) expect(happened).toContain(key);
      expect(next).not.toBe('');
      expect(happened).not.toContain('secret');
    }
  });

  test.each<[string, string | Uint8Array, string]>([
    ['an empty file', '', 'not-json'],
    ['half a file', '{"noExport": tr', 'not-json'],
    ['no UTF-8', Buffer.from('{"noExport":true,"proxy":"\xff"}', 'latin1'), 'not-json'],
    ['far too long', `{"proxy": "${'x'.repeat(300_000)}"}`, 'too-large'],
  ])('%s', (_, text, reason) => {
    expect(problemOf(() => read(text)).facts).toMatchObject({ path, reason });
  });

  test('a folder in its place', () => {
    mkdirSync(path);
    expect(problemOf(() => readPolicyFile({ path, owner })).facts.reason).toBe('unreadable');
  });
});

describe.runIf(owner !== null)('a file that others can change is not trusted', () => {
  const reason = (who = owner) => problemOf(() => readPolicyFile({ path, owner: who })).facts.reason;

  test('by its rights, those of its folder, or its owner', () => {
    read('{}');
    chmodSync(path, 0o646);
    expect(reason()).toBe('not-protected');
    chmodSync(path, 0o644);
    chmodSync(folder, 0o757);
    expect(reason()).toBe('not-protected');
    chmodSync(folder, 0o755);
    expect(readPolicyFile({ path, owner })).toEqual({});
    expect(reason((owner ?? 0) + 1)).toBe('not-protected');
  });

  test('also behind a link', () => {
    const target = join(folder, 'target.json');
    writeFileSync(target, '{}');
    chmodSync(target, 0o666);
    symlinkSync(target, path);
    expect(reason()).toBe('not-protected');
  });
});

test('no variable of the user moves the file, and an installed app ignores that of the tests', () => {
  process.env.ProgramData = 'D:\\mine';
  try {
    expect(policyPath('win32')).toBe('C:\\ProgramData\\Rekey for 3CX\\policy.json');
  } finally {
    delete process.env.ProgramData;
  }
  const env = { REKEY_POLICY_FILE: '/nowhere' };
  expect(policyForTests(true, env)).toBeUndefined();
  expect(policyForTests(false, env)).toMatchObject({ path: '/nowhere' });
});
