import type { MatchResult } from '../../common/ipc/index.ts';
import type { Mac } from '../../common/mac.ts';
import type { Pbx, Problem } from '../../common/model.ts';
import { toProblem } from '../../common/problem.ts';
import { planItems } from '../jobs/index.ts';
import type { Connector } from '../pbxs/connect.ts';
import type { Pbxs } from '../pbxs/index.ts';
import type { Store } from '../store/index.ts';

export interface MatchParts {
  store: Store;
  pbxs: Pbxs;
  connector: Connector;
}

/**
 * Finds out what each MAC of a list is on a PBX, changing nothing there. If the device list can't be fetched,
 * the stored one is used, so that a list can be prepared offline.
 *
 * @param refresh fetch the device list even if the stored one would do
 */
export async function matchDevices(
  { store, pbxs, connector }: MatchParts,
  pbx: Pbx,
  macs: readonly Mac[],
  refresh: boolean,
): Promise<MatchResult> {
  let problem: Problem | null = null;
  let list = null;
  try {
    const xapi = await connector.stored(pbx);
    list = await pbxs.recentDevices(pbx, xapi, macs, undefined, refresh);
  } catch (error) {
    problem = toProblem(error);
    list = store.devices.list(pbx.id);
  }
  const items = planItems(macs, { list, othersWith: () => [], tryUnlisted: false });
  const all = pbxs.list();
  return {
    items: items.map(({ mac, match, device }) => {
      const missing = list !== null && (match === 'not-listed' || match === 'unknown');
      const names = missing ? store.devices.othersWith(mac, pbx.id) : [];
      return { mac, match, device, elsewhere: all.filter(({ name }) => names.includes(name)) };
    }),
    fetchedAt: list?.fetchedAt ?? null,
    complete: list?.complete ?? false,
    deskPhonesRead: list?.deskPhonesRead ?? false,
    problem,
  };
}
