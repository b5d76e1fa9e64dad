/** A process that takes a lock and keeps it until it is killed. Arguments: the store's folder, the lock's name. */
import { openStore } from '../../main/store/index.ts';

const [folder = '', name = ''] = process.argv.slice(2);
const { locks } = await openStore(folder);
if (locks.tryAcquire(name)) {
  // What nobody refers to is collected; the lock must be held all the same.
  globalThis.gc?.();
  process.send?.('held');
}
setInterval(() => {}, 60_000);
