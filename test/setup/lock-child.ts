/** A process that takes a lock and holds it until it is killed. Arguments: the store's folder, the lock's name. */
import { openStore } from '../../main/store/index.ts';

const [folder = '', name = ''] = process.argv.slice(2);
const { locks } = await openStore(folder);
if (locks.tryAcquire(name)) {
  // Unreferenced objects are collected; the lock must still be held.
  globalThis.gc?.();
  process.send?.('held');
}
setInterval(() => {}, 60_000);
