import { clocksText, describeError, type ErrorText } from '../../common/error-text.ts';

import type { Problem } from '../../common/model.ts';
import type { Texts } from '../../common/texts/index.ts';

/** Problems that a change of the PBX's address, client ID, API key or trust may put right. */
const settledInForm: readonly Problem['code'][] = [
  'sign-in-refused',
  'sign-in-held-off',
  'sign-in-denied',
  'keychain-entry-missing',
  'certificate-untrusted',
  'certificate-changed',
  'not-a-3cx',
  'pbx-unreachable',
];

export function isSettledInForm({ code, facts }: Problem): boolean {
  return settledInForm.includes(code) && facts.reason !== 'data-key';
}

/** Whether a proxy's question in the window is what settles it. */
export function isAskedByProxy({ code, facts }: Problem): boolean {
  return code === 'proxy-login' && facts.reason !== 'unsupported';
}

/**
 * A problem in the window's words: the common text, but for what the window shows better itself (a certificate to
 * compare, a time that counts down).
 */
export function describeHere({ code, facts }: Problem, texts: Texts): ErrorText {
  const { retryAt: _shown, ...rest } = facts;
  const text = { ...describeError({ code, facts: rest }, texts), ...inWindow({ code, facts }, texts) };
  return { ...text, brief: facts.pbxSays ? texts.words.withQuote(text.title, facts.pbxSays) : text.title };
}

function inWindow({ code, facts }: Problem, texts: Texts): Partial<ErrorText> {
  const { problems } = texts;
  const host = facts.host ?? facts.pbx;
  switch (code) {
    case 'pbx-unknown':
      return facts.reason === 'removed' ? {} : problems.pbxGone;
    case 'pbx-busy-elsewhere':
      return problems.pbxBusy(facts.job);
    case 'certificate-untrusted':
      return { happened: problems.certificateUntrusted(host) + clocksText(facts, texts) };
    case 'certificate-changed':
      return { happened: problems.certificateChanged(host) };
    case 'proxy-login':
      return isAskedByProxy({ code, facts }) ? { next: problems.proxyLogin } : {};
    default:
      return {};
  }
}
