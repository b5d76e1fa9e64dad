/**
 * A process that imports a setup file with the real keychain. Arguments: data folder, file, passphrase, and the
 * number of keys to set before it is killed, or `live`.
 */
import { readFileSync } from 'node:fs';
import { createKeychain, type Keychain } from '../../main/keychain/index.ts';
import { openServices } from '../../main/services/index.ts';

const [folder = '', file = '', passphrase = '', keysBeforeDeath = 'live'] = process.argv.slice(2);
const real = createKeychain();
let keysLeft = keysBeforeDeath === 'live' ? Number.POSITIVE_INFINITY : Number(keysBeforeDeath);
const keychain: Keychain = {
  ...real,
  async set(account, value) {
    await real.set(account, value);
    keysLeft -= 1;
    if (keysLeft <= 0) process.kill(process.pid, 'SIGKILL');
  },
};
const services = await openServices(folder, keychain);
const contents = await services.setupFiles.open(readFileSync(file), passphrase);
await services.setupFiles.take(contents, Array(contents.length).fill('replace'));
await services.close();
