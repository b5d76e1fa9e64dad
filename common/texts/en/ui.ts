/** Parts that every place is made of. */
export const ui = {
  optional: '(optional)',
  dismiss: 'Dismiss',
  emptySearch: 'Empty the search',
  retryIn: (left: string) => `It can be tried again in ${left}.`,
  retryNow: 'It can be tried again now.',
  certificate: {
    problem: 'Problem',
    problems: {
      'self-signed': 'It is self-signed',
      'unknown-authority': 'This computer does not know the authority that signed it',
      expired: 'It has expired, or this computer’s clock is wrong',
      'not-yet-valid': 'It is not valid yet, or this computer’s clock is wrong',
      'wrong-host': 'It was made for another name',
    },
    madeFor: 'Made for',
    valid: 'Valid',
    validity: (from: string, to: string) => `${from} to ${to}`,
    unknown: 'unknown',
    fingerprint: 'Fingerprint (SHA-256)',
    trustedBefore: 'Trusted until now (SHA-256)',
    shownNow: 'Shown now (SHA-256)',
  },
};
