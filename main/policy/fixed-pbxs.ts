import type { Pbx } from '../../common/model.ts';
import type { PbxStore } from '../store/pbxs.ts';
import type { Policy } from './index.ts';
import type { PolicyPbx } from './schema.ts';

/**
 * Has the stored PBXs agree with the policy: adds what is missing, and gives entries their fixed name and certificate. An
 * entry is matched by address and client ID, so that no stored API key moves to another address. Other entries stay with
 * their history; {@link Policy.throwIfNotAllowed} keeps them from being used.
 */
export function reconcilePbxs({ rules, fixedPbx }: Policy, pbxs: PbxStore): void {
  const { pbxs: fixed } = rules;
  if (!fixed) return;
  const isDone = (): boolean => fixed.every((each) => pbxs.list().some((pbx) => agrees(pbx, each)));
  // Nothing is written without a change: another process may be in the middle of a job.
  if (isDone()) return;
  pbxs.atOnce(() => {
    for (const each of fixed) {
      const mine = pbxs.list().find(({ url, clientId }) => url === each.url && clientId === each.clientId);
      const holder = pbxs.find(each.name);
      if (holder && holder.id !== mine?.id) pbxs.edit(holder.id, { ...holder, name: freeName(holder, pbxs) });
      const { name, url, clientId } = each;
      const pinnedFingerprint =
        each.certificateIsFixed || !mine ? each.pinnedFingerprint : mine.pinnedFingerprint;
      if (mine) pbxs.edit(mine.id, { name, url, clientId, pinnedFingerprint });
      else pbxs.add({ name, url, clientId, pinnedFingerprint });
    }
  });

  function freeName({ name, ...entry }: Pbx, store: PbxStore): string {
    const suffix = fixedPbx(entry) ? '' : ' (old)';
    for (let n = 1; ; n += 1) {
      const ending = n === 1 && suffix ? suffix : `${suffix} ${n}`;
      const free = `${name.slice(0, 60 - ending.length)}${ending}`;
      if (!store.find(free) && !fixed?.some((each) => each.name.toLowerCase() === free.toLowerCase()))
        return free;
    }
  }
}

function agrees(pbx: Pbx, fixed: PolicyPbx): boolean {
  return (
    pbx.name === fixed.name &&
    pbx.url === fixed.url &&
    pbx.clientId === fixed.clientId &&
    (!fixed.certificateIsFixed || pbx.pinnedFingerprint === fixed.pinnedFingerprint)
  );
}
