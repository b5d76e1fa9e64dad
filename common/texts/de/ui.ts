import type { Texts } from '../en/index.ts';

export const ui: Texts['ui'] = {
  optional: '(optional)',
  dismiss: 'Schließen',
  emptySearch: 'Suche leeren',
  retryIn: (left) => `In ${left} kann es erneut versucht werden.`,
  retryNow: 'Es kann jetzt erneut versucht werden.',
  certificate: {
    problem: 'Problem',
    problems: {
      'self-signed': 'Es ist selbst signiert',
      'unknown-authority': 'Dieser Computer kennt die Stelle nicht, die es ausgestellt hat',
      expired: 'Es ist abgelaufen, oder die Uhr dieses Computers geht falsch',
      'not-yet-valid': 'Es ist noch nicht gültig, oder die Uhr dieses Computers geht falsch',
      'wrong-host': 'Es ist auf einen anderen Namen ausgestellt',
    },
    madeFor: 'Ausgestellt auf',
    valid: 'Gültig',
    validity: (from, to) => `${from} bis ${to}`,
    unknown: 'unbekannt',
    fingerprint: 'Fingerabdruck (SHA-256)',
    trustedBefore: 'Bisher vertraut (SHA-256)',
    shownNow: 'Jetzt gezeigt (SHA-256)',
  },
};
