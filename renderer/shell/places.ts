import { History, ListPlus, type LucideIcon, Router, Server, Settings } from 'lucide-react';

export type Place = 'device' | 'list' | 'history' | 'pbxs' | 'settings';

interface RailEntry {
  place: Place;
  icon: LucideIcon;
}

/** What the rail leads to, in its order; `shell.places` of the texts has their names. */
export const places: readonly RailEntry[] = [
  { place: 'device', icon: Router },
  { place: 'list', icon: ListPlus },
  { place: 'history', icon: History },
  { place: 'pbxs', icon: Server },
];
/** At the rail's end. */
export const lastPlaces: readonly RailEntry[] = [{ place: 'settings', icon: Settings }];

/** Whether a place has a table that needs the room. */
export function isWide(place: Place): boolean {
  return place === 'list' || place === 'history';
}
