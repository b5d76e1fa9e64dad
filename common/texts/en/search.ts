import type { Counting } from './counting.ts';

/** Looking for a device on all PBXs. */
export const search = ({ list, devices }: Counting) => ({
  hint: 'Or look for a device on all PBXs: by its name, line, model or a part of its MAC address.',
  looking: 'Searching…',
  none: 'No matching devices',
  noneHint: (pbx: string) => `The device list of ${pbx} hasn’t been fetched yet, so it wasn’t searched.`,
  results: 'Devices that match',
  found: (count: number) => `${devices(count)} ${count === 1 ? 'matches' : 'match'} - ↓ and Enter choose`,
  foundMore: (count: number) => `The first ${devices(count)} that match. Type more to narrow it down.`,
  listAge: (pbx: string, age: string) => `${pbx} - list fetched ${age}`,
  deskPhone: (owner: string) => `Desk phone of ${owner}`,
  aUser: 'a user',
  notSearched: (pbxs: readonly string[]) => `Not searched, no device list yet: ${list(pbxs)}`,
  incomplete: (pbxs: readonly string[]) => `Device list may be incomplete: ${list(pbxs)}`,
});
