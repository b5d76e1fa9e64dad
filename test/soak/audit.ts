import type { ItemState, JobState } from '../../common/model.ts';
import type { EndedItem } from './messages.ts';

/** What the PBX knows about a device after a job. */
export interface DeviceAfter {
  mac: string;
  password: string | null;
  /** How many passwords it was given during the job. */
  regenerated: number;
}

/** Returns all differences between the journal and the PBX in words; empty if nothing was lost. */
export function findLosses(
  state: JobState,
  items: readonly EndedItem[],
  devices: readonly DeviceAfter[],
): string[] {
  const losses = state === 'finished' ? [] : [`the job is ${state} at the end`];
  const byMac = new Map(items.map((item) => [item.mac, item]));
  for (const { mac, password, regenerated } of devices) {
    const item = byMac.get(mac);
    if (!item) losses.push(`${mac} is missing in the journal`);
    else losses.push(...lossesOf(item, password, regenerated).map((what) => `${mac} ${what}`));
  }
  return losses;
}

const ends: readonly ItemState[] = ['succeeded', 'uncertain', 'failed'];

function lossesOf(item: EndedItem, password: string | null, regenerated: number): string[] {
  const losses: string[] = [];
  if (regenerated > 1) losses.push(`was regenerated ${regenerated} times`);
  if (!ends.includes(item.state)) losses.push(`is ${item.state} at the end`);
  if (item.state === 'failed' && regenerated > 0) losses.push('was regenerated, but failed');
  if (item.state !== 'succeeded') return losses;
  if (regenerated === 0) losses.push('succeeded, but was never regenerated');
  if (item.password !== password) losses.push('succeeded with another password than the PBX’s');
  return losses;
}
