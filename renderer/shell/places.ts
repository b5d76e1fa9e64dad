import { History, ListPlus, type LucideIcon, Router, Server, Settings } from 'lucide-react';

export type Place = 'device' | 'list' | 'history' | 'pbxs' | 'settings';

interface RailEntry {
  place: Place;
  icon: LucideIcon;
}

/** The entries of the navigation rail, in order; `shell.places` of the texts has their names. */
export const places: readonly RailEntry[] = [
  { place: 'device', icon: Router },
  { place: 'list', icon: ListPlus },
  { place: 'history', icon: History },
  { place: 'pbxs', icon: Server },
];
/** At the end of the rail. */
export const lastPlaces: readonly RailEntry[] = [{ place: 'settings', icon: Settings }];

/** Whether a place has a table that needs the full width. */
export function isWide(place: Place): boolean {
  return place === 'list' || place === 'history';
}
