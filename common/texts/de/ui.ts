import type { Texts } from '../en/index.ts';

export const ui: Texts['ui'] = {
  optional: '(optional)',
  dismiss: 'Schließen',
  emptySearch: 'Suche löschen',
  retryIn: (left) => `Ein neuer Versuch ist in ${left} möglich.`,
  retryNow: 'Ein neuer Versuch ist jetzt möglich.',
  certificate: {
    problem: 'Problem',
    problems: {
      'self-signed': 'Selbst signiert',
      'unknown-authority': 'Von einer Zertifizierungsstelle ausgestellt, der dieser Computer nicht vertraut',
      expired: 'Abgelaufen, oder die Uhr dieses Computers geht falsch',
      'not-yet-valid': 'Noch nicht gültig, oder die Uhr dieses Computers geht falsch',
      'wrong-host': 'Auf einen anderen Namen ausgestellt',
    },
    madeFor: 'Ausgestellt auf',
    valid: 'Gültig',
    validity: (from, to) => `${from} bis ${to}`,
    unknown: 'unbekannt',
    fingerprint: 'Fingerabdruck (SHA-256)',
    trustedBefore: 'Hinterlegt (SHA-256)',
    shownNow: 'Jetzt gezeigt (SHA-256)',
  },
};
