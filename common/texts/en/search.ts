import type { Counting } from './counting.ts';

/** Looking for a device on all PBXs. */
export const search = ({ list, devices }: Counting) => ({
  hint: 'Or search all PBXs for a device: by name, extension, model or part of its MAC address.',
  looking: 'Searching…',
  none: 'No matching devices',
  results: 'Matching devices',
  found: (count: number) => `${devices(count)} found · choose with ↓ and Enter`,
  foundMore: (count: number) => `The first ${devices(count)} found. Type more to narrow the search.`,
  listAge: (pbx: string, age: string) => `${pbx} · device list fetched ${age}`,
  deskPhone: (owner: string) => `Desk phone of ${owner}`,
  aUser: 'a user',
  notSearched: (pbxs: readonly string[]) => `Not searched, no device list yet: ${list(pbxs)}`,
  incomplete: (pbxs: readonly string[]) => `Device list may be incomplete: ${list(pbxs)}`,
});
