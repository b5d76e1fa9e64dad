import type { ErrorFacts } from '../../../errors.ts';

export const at = (facts: ErrorFacts): string => facts.host ?? facts.pbx ?? 'The PBX';

export const thisPbx = (facts: ErrorFacts): string => facts.pbx ?? 'this PBX';

/** @param unknown the text if the path is not known */
export const file = (facts: ErrorFacts, unknown = 'The file'): string =>
  facts.path === undefined ? unknown : `“${facts.path}”`;

export const job = (facts: ErrorFacts): string => (facts.job ? `Job ${facts.job}` : 'The job');

export const says = (facts: ErrorFacts): string =>
  facts.pbxSays ? ` The PBX says: “${facts.pbxSays}”.` : '';

/** Introduces a response that may not have come from a PBX. */
export const replySays = (facts: ErrorFacts): string =>
  facts.pbxSays ? ` The response says: “${facts.pbxSays}”.` : '';

export const status = (facts: ErrorFacts): string =>
  facts.status === undefined ? '' : ` (HTTP ${facts.status})`;

export const names = (facts: ErrorFacts): string => (facts.names ?? []).join(', ');
