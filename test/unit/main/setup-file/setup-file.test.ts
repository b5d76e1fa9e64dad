import { createCipheriv, createHash, randomBytes, scryptSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { defaultPace } from '../../../../common/model.ts';
import { maxSetupFileBytes, maxSetupPbxs, passphraseProblem } from '../../../../common/setup-file.ts';
import { openSetup, type SetupEntry, sealSetup } from '../../../../main/setup-file/format.ts';
import { leaksIn } from '../../../setup/canaries.ts';
import { failure } from '../../../setup/xapi.ts';

const passphrase = 'grün wie die Wiese';
const apiKey = 'Canary+Key/4%2F&"quoted"=~\\end';
const acme: SetupEntry = {
  pace: defaultPace,
  name: 'Acme',
  url: 'https://pbx.example.com:5001',
  clientId: 'rekey-laptop',
  pinnedFingerprint: 'AB:CD',
  apiKey,
};
const sealed = sealSetup([acme, { ...acme, name: 'Bêta', apiKey: null }], passphrase);
const checksumLength = 32;

/** As if the file had been created like this, with a correct checksum. */
function withChecksum(file: Buffer): Buffer {
  const whole = file.subarray(0, -checksumLength);
  return Buffer.concat([whole, createHash('sha256').update(whole).digest()]);
}

function changed(file: Buffer, at: number, by = 1): Buffer {
  const copy = Buffer.from(file);
  copy.writeUInt8(copy.readUInt8(at) ^ by, at);
  return copy;
}

const salt = randomBytes(16);
const key = scryptSync(passphrase.normalize('NFC'), salt, 32, { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 28 });

/** A file with any contents, sealed according to the format's description. */
function sealAnything(text: string): Buffer {
  const nonce = randomBytes(12);
  const header = Buffer.concat([Buffer.from('REKEYSET'), Buffer.from([1]), salt, nonce]);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(header);
  const body = Buffer.concat([cipher.update(text), cipher.final()]);
  return withChecksum(Buffer.concat([header, cipher.getAuthTag(), body, Buffer.alloc(checksumLength)]));
}

test('what is sealed opens again, however the passphrase’s letters are composed', async () => {
  const opened = await openSetup(await sealed, passphrase.normalize('NFD'));
  expect(opened).toEqual([acme, { ...acme, name: 'Bêta', apiKey: null }]);
});

test('none of it is in the file in plain text, and no two files are alike', async () => {
  const file = await sealed;
  const secrets = new Map(Object.entries({ apiKey, passphrase, name: 'Acme', client: 'rekey-laptop' }));
  expect(leaksIn(file, secrets)).toEqual([]);
  const again = await sealSetup([acme], passphrase);
  expect(again.subarray(9, 37).equals(file.subarray(9, 37))).toBe(false);
});

test('another passphrase is distinguished from damage', async () => {
  const error = await failure(openSetup(await sealed, `${passphrase}.`));
  expect(error.code).toBe('setup-file-wrong-passphrase');
});

test('every changed byte and every cut is damage', async () => {
  const file = await sealed;
  for (let at = 0; at < file.length; at += 1) {
    for (const wrong of [changed(file, at), changed(file, at, 0x80), file.subarray(0, at)])
      expect((await failure(openSetup(wrong, passphrase))).code).toBe('setup-file-damaged');
  }
  const longer = Buffer.concat([file, Buffer.from([0])]);
  expect((await failure(openSetup(longer, passphrase))).code).toBe('setup-file-damaged');
});

test.each([
  ['salt', 9],
  ['nonce', 25],
  ['tag', 37],
  ['contents', 53],
])('a changed %s does not open, even if the checksum was corrected', async (_part, at) => {
  const error = await failure(openSetup(withChecksum(changed(await sealed, at)), passphrase));
  expect(error.code).toBe('setup-file-wrong-passphrase');
});

test('a newer version is reported, whatever it contains; there is none before the first', async () => {
  const newer = withChecksum(changed(await sealed, 8, 3));
  expect((await failure(openSetup(newer, 'anything'))).code).toBe('setup-file-too-new');
  const short = withChecksum(Buffer.concat([Buffer.from('REKEYSET'), Buffer.from([9]), Buffer.alloc(32)]));
  expect((await failure(openSetup(short, 'anything'))).code).toBe('setup-file-too-new');
  const before = withChecksum(changed(await sealed, 8, 1));
  expect((await failure(openSetup(before, passphrase))).code).toBe('setup-file-damaged');
});

test('what is not such a file, or too long for one, is rejected without work', async () => {
  const before = process.cpuUsage();
  const tooLong = Buffer.concat([(await sealed).subarray(0, 60), Buffer.alloc(maxSetupFileBytes)]);
  for (const file of [
    Buffer.alloc(0),
    Buffer.from('REKEYSET'),
    Buffer.from('PK\x03\x04'),
    withChecksum(tooLong),
  ])
    expect((await failure(openSetup(file, passphrase))).code).toBe('setup-file-damaged');
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(2000);
});

describe('contents that this app never writes', () => {
  test('the test’s own sealing is the format’s', async () => {
    expect(await openSetup(sealAnything(JSON.stringify({ pbxs: [acme] })), passphrase)).toEqual([acme]);
  });

  test.each([
    ['no JSON', '{'],
    ['another document', '[]'],
    ['no PBX', '{"pbxs":[]}'],
    ['too many', JSON.stringify({ pbxs: Array(maxSetupPbxs + 1).fill(acme) })],
    ['a field more', JSON.stringify({ pbxs: [{ ...acme, id: 'x' }] })],
    ['a field missing', JSON.stringify({ pbxs: [{ ...acme, url: undefined }] })],
    ['a field of another kind', JSON.stringify({ pbxs: [{ ...acme, apiKey: 1 }] })],
    ['a name without end', JSON.stringify({ pbxs: [{ ...acme, name: 'x'.repeat(100_000) }] })],
  ])('%s', async (_what, text) => {
    expect((await failure(openSetup(sealAnything(text), passphrase))).code).toBe('setup-file-damaged');
  });
});

test('the maximum number of PBXs with the longest fields fits a file', async () => {
  const wide = (length: number): string => '\uffff'.repeat(length);
  const longest: SetupEntry = {
    name: wide(60),
    url: 'x'.repeat(500),
    clientId: 'x'.repeat(200),
    pinnedFingerprint: 'x'.repeat(100),
    pace: { concurrency: 16, ratePerSecond: null },
    apiKey: '\\'.repeat(2000),
  };
  const file = await sealSetup(Array(maxSetupPbxs).fill(longest), passphrase);
  expect(file.length).toBeLessThan(maxSetupFileBytes);
  expect(await openSetup(file, passphrase)).toHaveLength(maxSetupPbxs);
});

test('a passphrase has to be long, in characters', () => {
  expect(passphraseProblem('twelve chars')).toBeNull();
  for (const poor of ['', 'eleven char', '🔑🗝🔒🔓🔑🗝🔒🔓']) expect(passphraseProblem(poor)).toBe('short');
  expect(passphraseProblem('aaaaaaaaaaaaaaaaaaaa')).toBe('repeated');
});
