/**
 * Signs an update notice, and makes the key for it:
 *
 *     node scripts/sign-update.ts --new-key release-key.pem
 *     node scripts/sign-update.ts --key release-key.pem --version 1.0.0 > update.json
 *
 * The private key stays with the person who publishes releases. The public half that --new-key prints goes into main/update/key.ts.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { signManifest } from '../main/update/manifest.ts';

const { values } = parseArgs({
  options: { 'new-key': { type: 'string' }, key: { type: 'string' }, version: { type: 'string' } },
});
if (values['new-key'] !== undefined) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(values['new-key'], privateKey.export({ format: 'pem', type: 'pkcs8' }), {
    mode: 0o600,
    flag: 'wx',
  });
  process.stdout.write(`${publicKey.export({ format: 'der', type: 'spki' }).toString('base64')}\n`);
} else if (values.key !== undefined && values.version !== undefined) {
  const key = createPrivateKey(readFileSync(values.key));
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('The key must be an Ed25519 key.');
  const manifest = {
    product: 'rekey-for-3cx',
    version: values.version,
    signedAt: new Date().toISOString(),
  } as const;
  process.stdout.write(signManifest(manifest, key));
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64');
  process.stderr.write(`Signed for programs with the key ${publicKey}\n`);
} else {
  process.stderr.write('Usage: sign-update.ts --new-key FILE | --key FILE --version VERSION\n');
  process.exitCode = 2;
}
