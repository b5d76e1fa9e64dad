import { makeOf } from '../../common/device-text.ts';
import { formatMac } from '../../common/mac.ts';
import type { Item } from '../../common/model.ts';
import type { Activity, Target } from '../state/activity.tsx';
import { describeHere } from '../ui/problem-text.ts';

/** What a device is called in a sentence: its name, else its make, else its MAC. */
export function shortNameOf({ mac, device }: Pick<Target, 'mac' | 'device'>): string {
  return device?.name || (device && makeOf(device)) || formatMac(mac);
}

/** Brand and model, where the short name is not these already; else empty. */
export function makeBesideName({ mac, device }: Pick<Target, 'mac' | 'device'>): string {
  const make = device ? makeOf(device) : '';
  return make === shortNameOf({ mac, device }) ? '' : make;
}

/** What came of a run or a reading, as a heading; it is also what is read out. */
export function headlineOf(activity: Activity): string {
  const name = shortNameOf(activity.target);
  switch (activity.kind) {
    case 'running':
      return activity.cancelling ? `Cancelling for ${name}…` : `Regenerating the password of ${name}…`;
    case 'reading':
      return `Reading the current password of ${name}…`;
    case 'read':
      return activity.reading === null ? `${name} has no password on the PBX` : `Current password of ${name}`;
    case 'not-read':
      return `The password of ${name} could not be read`;
    case 'not-run':
      return `No new password for ${name}`;
    case 'ran':
      return ranHeadline(name, activity.item);
  }
}

function ranHeadline(name: string, { state, problem }: Item): string {
  switch (state) {
    case 'succeeded':
      return `New password for ${name}`;
    case 'uncertain':
      return problem ? describeHere(problem).title : 'It is not certain whether there is a new password';
    case 'cancelled':
      return `Cancelled: ${name} keeps its password`;
    default:
      return `No new password for ${name}`;
  }
}

/** The short reason for a wait, in front of "trying again in 4 s". */
export function waitReason({ code }: { code: string }): string {
  switch (code) {
    case 'rate-limited':
    case 'pbx-error':
      return 'PBX busy';
    case 'pbx-unreachable':
      return 'PBX not reached';
    case 'token-contested':
      return 'Another program took the sign-in';
    default:
      return 'Not carried out yet';
  }
}
