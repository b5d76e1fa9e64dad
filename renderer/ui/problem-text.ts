import { describeError, type ErrorText } from '../../common/error-text.ts';
import type { ErrorFacts } from '../../common/errors.ts';
import type { Problem } from '../../common/model.ts';

/** Problems that a change of the PBX's address, client ID, API key or trust may put right. */
const settledInForm: readonly Problem['code'][] = [
  'sign-in-refused',
  'sign-in-held-off',
  'keychain-entry-missing',
  'certificate-untrusted',
  'certificate-changed',
  'not-a-3cx',
  'pbx-unreachable',
];

export function isSettledInForm({ code, facts }: Problem): boolean {
  return settledInForm.includes(code) && facts.reason !== 'data-key';
}

/**
 * A problem in the window's words: the common text, but for what the window shows better itself (a certificate to
 * compare, a time that counts down).
 */
export function describeHere({ code, facts }: Problem): ErrorText {
  const { retryAt: _shown, ...rest } = facts;
  const text = describeError({ code, facts: rest });
  return { ...text, ...inWindow(code, facts) };
}

function inWindow(code: Problem['code'], facts: ErrorFacts): Partial<ErrorText> {
  const host = facts.host ?? facts.pbx ?? 'The PBX';
  switch (code) {
    case 'pbx-unknown':
      return {
        title: 'This PBX is not set up any more',
        happened: 'It was removed, in another window or in the terminal.',
        next: 'Choose another PBX, or add it again.',
      };
    case 'pbx-busy-elsewhere':
      return {
        title: 'A job is running on this PBX already',
        happened: `${facts.job ? `Job ${facts.job}` : 'It'} runs in this program or in a terminal. Only one runs on a PBX at a time.`,
        next: 'Wait until it has ended, or pause it under History. Nothing was sent.',
      };
    case 'certificate-untrusted':
      return { happened: `${host} shows a certificate that this computer cannot check. Nothing was sent.` };
    case 'certificate-changed':
      return { happened: `${host} now shows another certificate. Nothing was sent.` };
    default:
      return {};
  }
}
