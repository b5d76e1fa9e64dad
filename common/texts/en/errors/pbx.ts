import type { ErrorFacts, ErrorReason } from '../../../errors.ts';
import { type ErrorTexts, entryOf } from '../../error-words.ts';
import type { Counting } from '../counting.ts';
import { at, replySays, says, status } from './facts.ts';

const address: Record<ErrorReason<'pbx-address-invalid'>, string> = {
  'no-web-address': 'It is not a web address.',
  'has-user-name': 'It must not contain a user name or password.',
  'not-encrypted': 'http is not encrypted; use https.',
  'not-https': 'It must begin with https://.',
  'has-zone':
    'It is an IPv6 address with a zone (% and what follows), which means something on one computer alone. Use the PBX’s name, or an address without a zone.',
};

/** Which PBX is meant, and what it answers. */
export function pbxErrors({ moment }: Counting) {
  const notBefore = (facts: ErrorFacts): string =>
    facts.retryAt ? ` Not before ${moment(facts.retryAt)}.` : '';

  return {
    'pbx-unknown': (facts) =>
      facts.reason === 'removed'
        ? {
            title: `${facts.pbx ?? 'The PBX'} is not set up any more`,
            happened: 'The PBX was removed, so the job does not run by itself.',
            next: 'Add a PBX with the same address and resume the job, or cancel it.',
          }
        : {
            title: facts.input ? `No PBX named “${facts.input}”` : 'No PBX is set up',
            happened: facts.choices?.length
              ? `Known are: ${facts.choices.join(', ')}.`
              : 'This computer does not know any PBX yet.',
            next: facts.choices?.length
              ? 'Use one of these names.'
              : 'Add it with its address, client ID and API key.',
          },

    'pbx-address-invalid': (facts) => ({
      title: 'Not the address of a PBX',
      happened: `“${facts.input ?? ''}” cannot be used. ${entryOf(address, facts.reason) ?? ''}`.trim(),
      next: 'Give the address that opens the 3CX web client, such as https://pbx.example.com or https://pbx.example.com:5001.',
    }),

    'request-refused': (facts) => ({
      title: 'The PBX refused the request',
      happened: `It was not carried out${status(facts)}.${says(facts)}`,
      next: 'Look at the device in 3CX’s console; what the PBX says may tell what stands in the way.',
    }),

    'rate-limited': (facts) => ({
      title: 'The PBX asks to go slower',
      happened: `It refused requests because there were too many${status(facts)}.${says(facts)}`,
      next: `Wait a while, then run it again.${notBefore(facts)}`,
    }),

    'pbx-error': (facts) => ({
      title: 'The PBX reported a fault of its own',
      happened: `It answered with an error${status(facts)}.${says(facts)}`,
      next: 'Try again in a few minutes. If it stays, look at the state of the services in 3CX’s console.',
    }),

    'not-a-3cx': (facts) => ({
      title: 'This does not answer like a 3CX system',
      happened: `${at(facts)} answered${status(facts)}, but not as 3CX’s configuration API (version 20 or newer) does.${facts.reason === 'web-page' ? ' It sent a web page.' : facts.reason === 'no-token' ? ' The reply to the sign-in has no usable access token.' : facts.portal ? ` It sends to ${facts.portal} instead.` : ''}${replySays(facts)}`,
      next: 'Check the address and port. On a guest network, open a browser first and pass its log-in page.',
    }),

    'response-unreadable': (facts) => ({
      title: 'The PBX’s answer could not be understood',
      happened: `The reply${status(facts)} ${
        facts.reason === 'too-large'
          ? 'was larger than Rekey accepts'
          : facts.reason === 'coding'
            ? 'was compressed in a way that Rekey can’t read, or was damaged'
            : 'was cut off or not in the expected form'
      }.`,
      next: 'Try again. If it stays, something between here and the PBX may change replies (a proxy or firewall).',
    }),
  } satisfies Partial<ErrorTexts>;
}
