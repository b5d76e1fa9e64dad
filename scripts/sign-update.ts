/**
 * Signs an update notice, and makes the key for it:
 *
 *     npx node scripts/sign-update.ts --new-key ~/release-key.pem
 *     npx node scripts/sign-update.ts --key ~/release-key.pem --version 1.0.0 > update.json
 *
 * The private key stays with the person who publishes releases. The public half that --new-key prints goes into main/update/key.ts.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isVersion, signManifest } from '../main/update/manifest.ts';

const usage = 'Usage: sign-update.ts --new-key FILE | --key FILE --version VERSION';

try {
  const { values } = parseArgs({
    options: { 'new-key': { type: 'string' }, key: { type: 'string' }, version: { type: 'string' } },
  });
  if (values['new-key'] !== undefined) makeKey(values['new-key']);
  else if (values.key !== undefined && values.version !== undefined) signNotice(values.key, values.version);
  else throw new Error(usage);
} catch (error) {
  // The message says what to fix; a stack trace would only obscure it.
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 2;
}

function makeKey(path: string): void {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(path, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' });
  process.stdout.write(`${publicKey.export({ format: 'der', type: 'spki' }).toString('base64')}\n`);
}

function signNotice(path: string, version: string): void {
  if (!isVersion(version)) throw new Error(`“${version}” is not a version such as 1.2.3.`);
  const key = readKey(path);
  const signedAt = new Date().toISOString();
  process.stdout.write(signManifest({ product: 'rekey-for-3cx', version, signedAt }, key));
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64');
  process.stderr.write(`Signed for programs with the key ${publicKey}\n`);
}

function readKey(path: string): KeyObject {
  const key = keyIn(path, readFileSync(path));
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('The key must be an Ed25519 key.');
  return key;
}

function keyIn(path: string, pem: Buffer): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new Error(`There is no private key in ${path}.`);
  }
}
