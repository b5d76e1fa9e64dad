import { userOf } from '../../common/desk-phones.ts';
import { formatMac, type Mac } from '../../common/mac.ts';
import type { Item } from '../../common/model.ts';
import type { NewItem } from '../store/jobs/index.ts';
import { counted, words } from './words.ts';

/** A line about the desk phones that an item stands for; null for any other item, and for one that was left out. */
export function deskPhonesText(item: OfItem): string | null {
  const { mac, macs = [mac], device } = item;
  if (!isOfUser(item)) return null;
  return `${macs.length === 1 ? 'desk phone' : `${macs.length} desk phones`} of ${device?.owner ?? 'a user'}`;
}

type OfItem = Pick<NewItem, 'mac' | 'macs' | 'device'> & { problem: Item['problem'] };

function isOfUser({ device, problem }: Pick<OfItem, 'device' | 'problem'>): boolean {
  return userOf({ device }) !== null && problem?.code !== 'device-is-desk-phone';
}

/** A desk phone of a user: its name, if known, and its MAC. */
export function phoneText({ mac, name }: { mac: Mac; name: string | null }): string {
  return [name, formatMac(mac)].filter(Boolean).join(' ');
}

/** How many devices and users are about to get new passwords, for a question: `3 devices and 2 users`. */
export function countText(items: readonly NewItem[]): string {
  const users = items.filter(isOfUser).length;
  const devices = items.length - users;
  return [devices > 0 ? counted(devices, 'device') : '', users > 0 ? counted(users, 'user') : '']
    .filter(Boolean)
    .join(' and ');
}

/** Notes to show before users' passwords change: which of their phones share them, and what may fail. */
export function deskPhoneNotes(items: readonly NewItem[]): string[] {
  const chosen = items.filter((item) => item.problem === null && isOfUser(item));
  if (chosen.length === 0) return [];
  const listed = chosen.reduce((sum, { mac, macs = [mac] }) => sum + macs.length, 0);
  return [
    `${counted(listed, 'desk phone')} of ${counted(chosen.length, 'user')}. All phones of a user have the same password:`,
    ...chosen.map(({ device }) => {
      const phones = (device?.user?.phones ?? []).map(phoneText);
      return `  ${device?.owner ?? 'A user'}: ${words.format.list(phones)}`;
    }),
    'Until a phone has applied its new configuration, controlling it from the apps may fail.',
  ];
}
