import { History, ListPlus, type LucideIcon, Router, Server, Settings } from 'lucide-react';

export type Place = 'device' | 'list' | 'history' | 'pbxs' | 'settings';

interface RailEntry {
  place: Place;
  name: string;
  icon: LucideIcon;
}

/** What the rail leads to, in its order. */
export const places: readonly RailEntry[] = [
  { place: 'device', name: 'Device', icon: Router },
  { place: 'list', name: 'List', icon: ListPlus },
  { place: 'history', name: 'History', icon: History },
  { place: 'pbxs', name: 'PBXs', icon: Server },
];
/** At the rail's end. */
export const lastPlaces: readonly RailEntry[] = [{ place: 'settings', name: 'Settings', icon: Settings }];

/** Whether a place has a table that needs the room. */
export function isWide(place: Place): boolean {
  return place === 'list' || place === 'history';
}

/** What is done on the PBXs screen. */
export type PbxTask = { kind: 'list' } | { kind: 'add' } | { kind: 'edit'; pbxId: string };
