/**
 * Stores a database of this version for the tests of later ones: `node test/setup/store-release.ts`, once per
 * release. It never replaces one. Its keychain is created for it, and contains nothing real.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { parseMac } from '../../common/mac.ts';
import { defaultPace } from '../../common/model.ts';
import { planItems } from '../../main/jobs/index.ts';
import type { Keychain } from '../../main/keychain/index.ts';
import { ofTerminal, openServices } from '../../main/services/index.ts';
import { memoryKeychain } from '../../main/shell/lifecycle/demo.ts';
import manifest from '../../package.json' with { type: 'json' };
import { startDemoPbx } from '../pbx/index.ts';
import type { StoredRelease } from './stored-release.ts';

const stem = join(import.meta.dirname, '../fixtures/databases', manifest.version);
if (existsSync(`${stem}.db`)) throw new Error(`${stem}.db is there already.`);

const folder = mkdtempSync(join(tmpdir(), 'rekey-release-'));
const entries = new Map<string, string>();
const keychain: Keychain = memoryKeychain(entries);
const demo = await startDemoPbx();
const noPolicy = { path: join(folder, 'no-policy.json'), owner: null };
const services = await openServices(folder, keychain, { ...ofTerminal, policy: noPolicy });
const entry = { name: 'Acme', address: demo.url, clientId: demo.clientId, fingerprint: null };
const pbx = await services.pbxs.add(entry, demo.apiKey);
const xapi = await services.connector.stored(pbx);
const macs = demo.devices.slice(0, 5).flatMap(({ MacAddress }) => {
  const verdict = parseMac(MacAddress);
  return verdict.ok ? [verdict.mac] : [];
});
const list = await services.pbxs.refreshDevices(pbx, xapi);
const items = planItems(macs, { list, othersWith: () => [], tryUnlisted: false });
const sealer = await services.sealer();
const job = await services.jobs.start(
  pbx,
  items,
  { reference: 'Ticket 1', retryOf: null },
  {
    xapi,
    refuseIfChanged: () => {},
    pace: () => defaultPace,
    sealer,
    signal: new AbortController().signal,
    onEvent: () => {},
  },
);
const passwords = services.store.jobs
  .items(job.id)
  .map(({ id, mac }) => ({ item: id, mac, password: services.jobs.password(id, sealer) }));
await services.close();
await demo.close();
const db = new Database(join(folder, 'rekey.db'));
db.prepare("UPDATE jobs SET user = 'technician'").run();
// Removes traces of the computer that created it.
db.prepare("UPDATE meta SET value = '/home/technician/rekey' WHERE name = 'folder path'").run();
db.pragma('journal_mode = DELETE');
db.exec('VACUUM');
db.close();
const stored: StoredRelease = {
  keychain: Object.fromEntries(entries),
  job: { id: job.id, state: job.state, reference: job.reference },
  passwords,
};
writeFileSync(`${stem}.db`, readFileSync(join(folder, 'rekey.db')));
writeFileSync(`${stem}.json`, `${JSON.stringify(stored, null, 2)}\n`);
rmSync(folder, { recursive: true, force: true });
