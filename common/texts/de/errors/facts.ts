import type { ErrorFacts } from '../../../errors.ts';

export const at = (facts: ErrorFacts): string => facts.host ?? facts.pbx ?? 'Die Anlage';

export const ofPbx = (facts: ErrorFacts): string =>
  facts.pbx === undefined ? 'dieser Anlage' : `von ${facts.pbx}`;

export const file = (facts: ErrorFacts, unknown = 'Die Datei'): string =>
  facts.path === undefined ? unknown : `„${facts.path}“`;

export const says = (facts: ErrorFacts): string =>
  facts.pbxSays ? ` Die Anlage meldet: „${facts.pbxSays}“.` : '';

export const replySays = (facts: ErrorFacts): string =>
  facts.pbxSays ? ` In der Antwort steht: „${facts.pbxSays}“.` : '';

export const status = (facts: ErrorFacts): string =>
  facts.status === undefined ? '' : ` (HTTP ${facts.status})`;

export const names = (facts: ErrorFacts): string => (facts.names ?? []).join(', ');

export const job = (facts: ErrorFacts): string => (facts.job ? `Auftrag ${facts.job}` : 'Der Auftrag');
