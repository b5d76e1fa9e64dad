import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { RekeyError } from '../../common/errors.ts';
import { planItems, type RunOptions } from '../../main/jobs/index.ts';
import type { EntryLedger, Keychain } from '../../main/keychain/index.ts';
import { openServices } from '../../main/services/index.ts';
import { temporaryFolder } from './folder.ts';
import { demoPbx, macOf } from './xapi.ts';

/** An in-memory keychain that can be inspected, and locked. */
export function inspectableKeychain(
  entries = new Map<string, string>(),
): Keychain & { entries: Map<string, string>; lock(yes: boolean): void } {
  let locked = false;
  let ledger: EntryLedger | null = null;
  const open = (): void => {
    if (locked) throw new RekeyError('keychain-locked');
  };
  return {
    entries,
    lock(yes) {
      locked = yes;
    },
    noteIn(next) {
      ledger = next;
    },
    async get(account) {
      open();
      return entries.get(account) ?? null;
    },
    async set(account, value) {
      open();
      ledger?.add(account);
      entries.set(account, value);
    },
    async delete(account) {
      open();
      entries.delete(account);
      ledger?.strike(account);
    },
  };
}

/** A data folder with a demo 3CX, and a way to run jobs over its first devices. */
export async function used(keychain: Keychain, folder = temporaryFolder()) {
  const demo = await demoPbx();
  const data = join(folder, 'data');
  const services = await openServices(data, keychain);
  onTestFinished(() => services.close());
  const pbx = await services.pbxs.add(
    { name: 'Acme', address: demo.url, clientId: demo.clientId, fingerprint: null },
    demo.apiKey,
  );
  const xapi = await services.connector.stored(pbx);
  await services.pbxs.refreshDevices(pbx, xapi);
  const run = async (count: number, more: Partial<RunOptions> = {}): Promise<void> => {
    const items = planItems(demo.devices.slice(0, count).map(macOf), {
      list: services.store.devices.list(pbx.id),
      othersWith: () => [],
      tryUnlisted: false,
    });
    await services.jobs.start(
      pbx,
      items,
      { reference: null, retryOf: null },
      {
        xapi,
        sealer: more.sealer ?? (await services.sealer()),
        refuseIfChanged: () => {},
        pace: () => pbx.pace,
        signal: new AbortController().signal,
        onEvent: () => {},
        ...more,
      },
    );
  };
  return { demo, services, pbx, folder, data, run };
}
