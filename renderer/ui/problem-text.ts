import { clocksText, describeError, type ErrorText } from '../../common/error-text.ts';
import type { ErrorCode } from '../../common/errors.ts';
import type { Problem } from '../../common/model.ts';
import { withOwnFacts } from '../../common/problem.ts';
import type { Texts } from '../../common/texts/index.ts';

/** Whether changing the PBX's address, client ID, API key or pinned certificate may help. */
const settledInForm: Readonly<Record<ErrorCode, boolean>> = {
  usage: false,
  'mac-invalid': false,
  'pbx-unknown': false,
  'pbx-address-invalid': false,
  'device-not-found': false,
  'device-is-desk-phone': false,
  'pbx-version-unknown': false,
  'sign-in-refused': true,
  'sign-in-held-off': true,
  'sign-in-denied': true,
  'address-blocked-suspected': false,
  'token-contested': false,
  forbidden: false,
  'request-refused': false,
  'rate-limited': false,
  'pbx-error': false,
  'pbx-unreachable': true,
  'proxy-failed': false,
  'proxy-login': false,
  'captive-portal': false,
  'pbx-busy-elsewhere': false,
  'certificate-untrusted': true,
  'certificate-changed': true,
  'not-a-3cx': true,
  'response-unreadable': false,
  'outcome-uncertain': false,
  'not-carried-out': false,
  'password-unchanged': false,
  'plan-changed': false,
  'password-replaced': false,
  'wait-expired': false,
  'computer-asleep': false,
  'keychain-unavailable': false,
  'keychain-locked': false,
  'keychain-entry-missing': true,
  'data-folder-unusable': false,
  'store-damaged': false,
  'store-too-new': false,
  'settings-damaged': false,
  'forget-incomplete': false,
  'disk-full': false,
  'file-unwritable': false,
  'setup-file-wrong-passphrase': false,
  'setup-file-damaged': false,
  'setup-file-too-new': false,
  'shortcut-refused': false,
  'login-item-refused': false,
  'sandbox-off': false,
  'policy-invalid': false,
  'update-check-failed': false,
  'policy-forbids': false,
  'call-refused': false,
  cancelled: false,
  internal: false,
};

export function isSettledInForm({ code, facts }: Problem): boolean {
  return settledInForm[code] && facts.reason !== 'data-key';
}

/** Whether answering a proxy's question in the window solves it. */
export function isAskedByProxy({ code, facts }: Problem): boolean {
  return code === 'proxy-login' && facts.reason !== 'unsupported';
}

/**
 * A problem in the window's words: the common text, except for what the window shows better itself (a certificate to
 * compare, a time that counts down).
 */
export function describeHere(problem: Problem, texts: Texts): ErrorText {
  const { code, facts } = problem;
  const { retryAt: _shown, ...rest } = facts;
  const text = { ...describeError(withOwnFacts(code, rest), texts), ...inWindow(problem, texts) };
  return { ...text, brief: facts.pbxSays ? texts.words.withQuote(text.title, facts.pbxSays) : text.title };
}

function inWindow(problem: Problem, texts: Texts): Partial<ErrorText> {
  const { code, facts } = problem;
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
      return isAskedByProxy(problem) ? { next: problems.proxyLogin } : {};
    default:
      return {};
  }
}
