import { app, session } from 'electron';
import { createKeychain } from '../keychain/index.ts';
import { openServices, type Services } from '../services/index.ts';
import { trustedAuthorities } from '../xapi/net/authorities.ts';
import { connectDemo, memoryKeychain, readDemo } from './lifecycle/demo.ts';
import { policyForTests } from './lifecycle/policy-for-tests.ts';
import { updateKeyForTests } from './lifecycle/update-key-for-tests.ts';
import { broadcast } from './serve-windows.ts';

/**
 * Opens the services on the app's data folder; under `npm run demo`, with the demo 3CX connected.
 *
 * @throws RekeyError as `openServices`
 */
export async function openAppServices(): Promise<{ services: Services; demo: boolean }> {
  const demo = readDemo(process.env, app.getAppPath());
  const services = await openServices(app.getPath('userData'), demo ? memoryKeychain() : createKeychain(), {
    env: process.env,
    policy: policyForTests(app.isPackaged, process.env),
    updateKey: updateKeyForTests(app.isPackaged, process.env),
    // The pages' session has no network; this one does, and knows the system's proxies.
    systemProxy: (url) => session.fromPartition('network').resolveProxy(url),
    onQuestion: (question) => broadcast('network:asked', question),
  });
  if (demo) await connectDemo(services, demo);
  // Read now, so that the first connection need not wait; a failure is reported by that connection.
  trustedAuthorities().catch(() => {});
  services.log({
    event: 'started',
    version: app.getVersion(),
    platform: process.platform,
    node: process.versions.node,
  });
  return { services, demo: demo !== null };
}
