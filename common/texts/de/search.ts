import type { Texts } from '../en/index.ts';
import type { Counting } from './counting.ts';

export const search = ({ list, devices }: Counting): Texts['search'] => ({
  hint: 'Oder suchen Sie ein Gerät auf allen Anlagen: nach Name, Nebenstelle, Modell oder einem Teil der MAC-Adresse.',
  looking: 'Wird gesucht …',
  none: 'Keine passenden Geräte',
  results: 'Passende Geräte',
  found: (count) => `${devices(count)} gefunden · mit ↓ und Enter wählen`,
  foundMore: (count) => `Die ersten ${devices(count)}. Geben Sie mehr ein, um die Suche einzugrenzen.`,
  listAge: (pbx, age) => `${pbx} · Geräteliste ${age} abgerufen`,
  deskPhone: (owner) => `Tischtelefon von ${owner}`,
  aUser: 'einem Nutzer',
  notSearched: (pbxs) => `Nicht durchsucht, noch keine Geräteliste: ${list(pbxs)}`,
  incomplete: (pbxs) => `Geräteliste vielleicht unvollständig: ${list(pbxs)}`,
});
