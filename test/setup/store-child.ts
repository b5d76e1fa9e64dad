/** A process that opens the store and writes to it while others do the same. Arguments: folder, a number. */
import { openStore } from '../../main/store/index.ts';

const [folder = '', number = ''] = process.argv.slice(2);
const store = await openStore(folder);
for (let jobs = 0; jobs < 25; jobs += 1)
  store.jobs.create({
    pbxId: null,
    pbxName: number,
    pbxUrl: 'https://pbx.example',
    reference: null,
    retryOf: null,
    user: 'ann',
    items: [],
  });
store.close();
