import { type Mac, parseMac } from '../../common/mac.ts';
import { createXapi, type Xapi } from '../../main/xapi/index.ts';
import type { DemoPbx } from '../pbx/index.ts';
import type { Scenario } from './scenario.ts';

/** The app's own client, without any stored state. */
function clientOf(pbx: DemoPbx, apiKey = pbx.apiKey): Xapi {
  return createXapi({
    url: pbx.url,
    clientId: pbx.clientId,
    apiKey,
    pinnedFingerprint: null,
    tokens: { load: async () => null, save: async () => {} },
    refusals: {
      refusedAt: () => null,
      sinceSuccess: () => ({ count: 0, lastAt: null }),
      refused: () => {},
      denied: () => {},
      accepted: () => {},
    },
    exclusively: (work) => work(),
    log: () => {},
  });
}

function firstDevice(pbx: DemoPbx): { mac: Mac; key: string } {
  const key = pbx.devices[0]?.MacAddress ?? '';
  const verdict = parseMac(key);
  if (!verdict.ok) throw new Error('the demo has no device');
  return { mac: verdict.mac, key };
}

/** The requests of the app's own client: each must match the file. */
export const clientScenarios: Scenario[] = [
  {
    name: 'the client: every request',
    check: 'requests and replies',
    pbx: { devices: 130, users: 110 },
    async run(pbx) {
      const client = clientOf(pbx);
      const { mac, key } = firstDevice(pbx);
      await client.test();
      await client.listDevices();
      await client.regenerate(mac, [key]);
      await client.readPassword(mac, [key]);
      const wanted = pbx.devices.map(({ MacAddress }) => {
        const verdict = parseMac(MacAddress);
        if (!verdict.ok) throw new Error(`no MAC: ${MacAddress}`);
        return { mac: verdict.mac, keys: [MacAddress] };
      });
      const { signal } = new AbortController();
      await client.readPasswords(wanted, async () => true, signal);
      const userIds = pbx.users.slice(0, 5).map(({ Id }) => Id);
      await client.readUserPasswords(userIds, async () => true, signal);
      for (const id of userIds) {
        await client.regenerateUser(id, await client.readVersion());
        await client.readUserPassword(id);
      }
      await client.reprovision([key]).catch(() => {});
      await client.eventsQuietly(new Set([mac]), Date.now() - 60_000, signal);
      await client.addresses([key]);
      pbx.evictToken();
      await client.readPassword(mac, [key]);
      await client.close();
    },
  },
  {
    name: 'the client: spellings, an unusual key, and a bad one',
    check: 'requests and replies',
    pbx: { behaviour: { keyCase: 'exact' } },
    async run(pbx) {
      const client = clientOf(pbx);
      const { mac } = firstDevice(pbx);
      await client.regenerate(mac, [mac.toUpperCase(), mac]);
      await client.readPassword(mac, ["it's 50% é/?#"]).catch(() => {});
      await client.close();
      const refused = clientOf(pbx, 'wrong');
      await refused.ready().catch(() => {});
      await refused.close();
    },
  },
];
