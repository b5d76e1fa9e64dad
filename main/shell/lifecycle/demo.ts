import { z } from 'zod';
import type { EntryLedger, Keychain } from '../../keychain/index.ts';
import type { Services } from '../../services/index.ts';

const demoSchema = z.object({ url: z.string(), clientId: z.string(), apiKey: z.string() });

/** The demo 3CX that `npm run demo` started; null for real use. */
export type Demo = z.infer<typeof demoSchema> | null;

/**
 * Returns null in a package: nobody may replace the keychain of an installed app through environment variables.
 *
 * @param appPath where Electron loads the app from
 */
export function readDemo(env: NodeJS.ProcessEnv, appPath: string): Demo {
  if (appPath.endsWith('.asar') || !env.REKEY_DEMO) return null;
  return demoSchema.parse(JSON.parse(env.REKEY_DEMO));
}

/**
 * Returns an in-memory keychain for the demo and tests, which must not touch the user's own.
 *
 * @param entries its contents; a test may reuse them for the next start
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

/**
 * Connects the demo 3CX and loads its devices. Where a policy sets the PBXs, the user enters its key as for any
 * other.
 */
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
