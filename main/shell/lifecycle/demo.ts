import { z } from 'zod';
import type { EntryLedger, Keychain } from '../../keychain/index.ts';
import type { Services } from '../../services/index.ts';

const demoSchema = z.object({ url: z.string(), clientId: z.string(), apiKey: z.string() });

/** The demo 3CX that `npm run demo` started; null for real use. */
export type Demo = z.infer<typeof demoSchema> | null;

/**
 * Returns null in a package, whose code is in an archive: nobody may replace an installed program's keychain by its environment.
 *
 * @param appPath where Electron loads the app from
 */
export function readDemo(env: NodeJS.ProcessEnv, appPath: string): Demo {
  if (appPath.endsWith('.asar') || !env.REKEY_DEMO) return null;
  return demoSchema.parse(JSON.parse(env.REKEY_DEMO));
}

/**
 * Returns a keychain in memory, for the demo and for tests: nothing of theirs may get into the user's own.
 *
 * @param entries what it holds; a test may keep it for the next start
 */
export function memoryKeychain(entries = new Map<string, string>()): Keychain {
  let ledger: EntryLedger | null = null;
  return {
    noteIn(next) {
      ledger = next;
    },
    get: async (account) => entries.get(account) ?? null,
    async set(account, value) {
      ledger?.add(account);
      entries.set(account, value);
    },
    async delete(account) {
      entries.delete(account);
      ledger?.strike(account);
    },
  };
}

/** Has the demo 3CX connected, with its devices there. Where a policy sets the PBXs, the user enters its key as for any. */
export async function connectDemo(
  { policy, pbxs, connector, store }: Services,
  demo: NonNullable<Demo>,
): Promise<void> {
  if (policy.rules.pbxs) return;
  const { url, clientId, apiKey } = demo;
  const pbx = await pbxs.add({ name: 'Demo 3CX', address: url, clientId, fingerprint: null }, apiKey);
  store.settings.set('selectedPbxId', pbx.id);
  await pbxs.refreshDevices(pbx, await connector.stored(pbx));
}
