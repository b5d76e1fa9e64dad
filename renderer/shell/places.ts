import { type LucideIcon, Router, Server } from 'lucide-react';

export type Place = 'device' | 'pbxs';

/** What the rail leads to, in its order. */
export const places: readonly { place: Place; name: string; icon: LucideIcon }[] = [
  { place: 'device', name: 'Device', icon: Router },
  { place: 'pbxs', name: 'PBXs', icon: Server },
];

/** What is done on the PBXs screen. */
export type PbxTask = { kind: 'list' } | { kind: 'add' } | { kind: 'edit'; pbxId: string };
