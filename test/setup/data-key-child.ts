/**
 * A process that seals and opens passwords of a data folder, with a keychain in a file, and is killed at a given
 * step. Arguments: data folder, the keychain's file, the step (0: none). Sends the passwords that it opened.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Keychain } from '../../main/keychain/index.ts';
import { createSecrets } from '../../main/keychain/secrets.ts';
import { createDataKeys } from '../../main/services/data-keys.ts';
import { openStore } from '../../main/store/index.ts';

const [folder = '', file = '', step = '0'] = process.argv.slice(2);
let steps = 0;
const passStep = (): void => {
  steps += 1;
  if (steps === Number(step)) process.kill(process.pid, 'SIGKILL');
};
const entries = (): Map<string, string> => new Map(JSON.parse(readFileSync(file, 'utf8')));
const write = (next: Map<string, string>): void => {
  writeFileSync(`${file}.${process.pid}`, JSON.stringify([...next]));
  renameSync(`${file}.${process.pid}`, file);
};
const store = await openStore(folder);
const keychain: Keychain = {
  async get(account) {
    passStep();
    return entries().get(account) ?? null;
  },
  async set(account, value) {
    passStep();
    store.keychainEntries.add(account);
    passStep();
    write(entries().set(account, value));
    passStep();
  },
  delete: () => Promise.reject(new Error('nothing is deleted here')),
};

passStep();
const dataKeys = createDataKeys({ secrets: createSecrets(keychain, store.owner), store });
await dataKeys.forSealing();
const opener = await dataKeys.forOpening();
passStep();
const passwords = [1, 2, 3].map((id) => opener.open(`item ${id}`, store.jobs.sealed(id) ?? Buffer.alloc(0)));
store.close();
process.send?.({ passwords, steps });
