/** Controls that appear on every screen. */
export const ui = {
  optional: '(optional)',
  dismiss: 'Dismiss',
  emptySearch: 'Clear search',
  retryIn: (left: string) => `You can try again in ${left}.`,
  retryNow: 'You can try again now.',
  certificate: {
    problem: 'Problem',
    problems: {
      'self-signed': 'Self-signed',
      'unknown-authority': 'Issued by an authority that this computer doesn’t trust',
      expired: 'Expired, or this computer’s clock is wrong',
      'not-yet-valid': 'Not valid yet, or this computer’s clock is wrong',
      'wrong-host': 'Issued for another name',
    },
    madeFor: 'Issued for',
    valid: 'Valid',
    validity: (from: string, to: string) => `${from} to ${to}`,
    unknown: 'unknown',
    fingerprint: 'Fingerprint (SHA-256)',
    trustedBefore: 'Pinned (SHA-256)',
    shownNow: 'Shown now (SHA-256)',
  },
};
