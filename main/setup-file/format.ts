import {
  createCipheriv,
  createDecipheriv,
  createHash,
  randomBytes,
  type ScryptOptions,
  scrypt,
} from 'node:crypto';
import { z } from 'zod';
import { RekeyError } from '../../common/errors.ts';
import { paceSchema } from '../../common/model.ts';
import { maxSetupFileBytes, maxSetupPbxs, setupFileMagic } from '../../common/setup-file.ts';

/** One PBX of a setup file, as it was stored on the computer where the file was made. */
const setupEntrySchema = z.strictObject({
  name: z.string().min(1).max(60),
  url: z.string().min(1).max(500),
  clientId: z.string().min(1).max(200),
  pinnedFingerprint: z.string().max(100).nullable(),
  pace: paceSchema.strict(),
  /** Null if the file was made without keys. */
  apiKey: z.string().min(1).max(2000).nullable(),
});
export type SetupEntry = z.infer<typeof setupEntrySchema>;

const contentsSchema = z.strictObject({ pbxs: z.array(setupEntrySchema).min(1).max(maxSetupPbxs) });

const magic = Buffer.from(setupFileMagic, 'latin1');
const version = 1;
const saltLength = 16;
const nonceLength = 12;
const tagLength = 16;
const checksumLength = 32;
const saltStart = magic.length + 1;
const nonceStart = saltStart + saltLength;
const headerLength = nonceStart + nonceLength;
const bodyStart = headerLength + tagLength;
const algorithm = 'aes-256-gcm';

/** Fixed by the version, so that no file can demand more work or memory: 128 MiB, and about half a second. */
const cost: ScryptOptions = { N: 2 ** 17, r: 8, p: 1, maxmem: 160 * 1024 * 1024 };

/**
 * Version 1: magic (8 bytes), version (1), salt (16), nonce (12), tag (16), cipher text, SHA-256 of everything before
 * it (32). scrypt derives the key from the passphrase; magic, version, salt and nonce are authenticated with the
 * contents. The checksum, at the end in every version, protects nothing: it distinguishes a damaged file from a wrong
 * passphrase.
 */
export async function sealSetup(pbxs: readonly SetupEntry[], passphrase: string): Promise<Buffer> {
  const text = JSON.stringify(contentsSchema.parse({ pbxs }));
  const header = Buffer.concat([
    magic,
    Buffer.from([version]),
    randomBytes(saltLength),
    randomBytes(nonceLength),
  ]);
  const cipher = createCipheriv(algorithm, await keyOf(passphrase, header), header.subarray(nonceStart), {
    authTagLength: tagLength,
  });
  cipher.setAAD(header);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const whole = Buffer.concat([header, cipher.getAuthTag(), body]);
  return Buffer.concat([whole, checksumOf(whole)]);
}

/**
 * Returns the PBXs of a file, with fields of the right form but not yet validated.
 *
 * @throws RekeyError `setup-file-damaged`, `setup-file-too-new`, `setup-file-wrong-passphrase`
 */
export async function openSetup(file: Uint8Array, passphrase: string): Promise<SetupEntry[]> {
  const whole = checkSetup(file);
  const header = whole.subarray(0, headerLength);
  const decipher = createDecipheriv(algorithm, await keyOf(passphrase, header), header.subarray(nonceStart), {
    authTagLength: tagLength,
  });
  decipher.setAAD(header);
  decipher.setAuthTag(whole.subarray(headerLength, bodyStart));
  const opened = decipher.update(whole.subarray(bodyStart));
  try {
    decipher.final();
  } catch {
    throw new RekeyError('setup-file-wrong-passphrase');
  }
  try {
    return contentsSchema.parse(JSON.parse(opened.toString('utf8'))).pbxs;
  } catch {
    throw new RekeyError('setup-file-damaged');
  }
}

/**
 * Checks what can be checked without the passphrase: whether it is a setup file, complete, and of a known version.
 *
 * @returns the file without its checksum
 * @throws RekeyError `setup-file-damaged`, `setup-file-too-new`
 */
export function checkSetup(bytes: Uint8Array): Buffer {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!file.subarray(0, magic.length).equals(magic))
    throw new RekeyError('setup-file-damaged', { reason: 'not-one' });
  const whole = file.subarray(0, -checksumLength);
  if (
    file.length > maxSetupFileBytes ||
    whole.length <= magic.length ||
    !file.subarray(-checksumLength).equals(checksumOf(whole))
  )
    throw new RekeyError('setup-file-damaged');
  const found = whole.readUInt8(magic.length);
  if (found > version) throw new RekeyError('setup-file-too-new');
  if (found !== version || whole.length <= bodyStart) throw new RekeyError('setup-file-damaged');
  return whole;
}

/** Other systems may produce different code points for the same characters; NFC makes them equal. */
function keyOf(passphrase: string, header: Buffer): Promise<Buffer> {
  const salt = header.subarray(saltStart, nonceStart);
  return new Promise((resolve, reject) =>
    scrypt(passphrase.normalize('NFC'), salt, 32, cost, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  );
}

function checksumOf(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
