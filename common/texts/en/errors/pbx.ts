import type { ErrorFacts, ErrorReason } from '../../../errors.ts';
import { type ErrorTexts, entryOf } from '../../error-words.ts';
import type { Counting } from '../counting.ts';
import { at, replySays, says, status } from './facts.ts';

const addressReasons: Record<ErrorReason<'pbx-address-invalid'>, string> = {
  'no-web-address': 'This isn’t a web address.',
  'has-user-name': 'The address can’t contain a user name or password.',
  'not-encrypted': 'http isn’t encrypted; use https.',
  'not-https': 'The address must begin with https://.',
  'has-zone':
    'This IPv6 address has a zone (% and what follows), which is valid on one computer only. Use the PBX’s name, or an address without a zone.',
};

/** Errors in naming a PBX, and in its responses. */
export function pbxErrors({ moment }: Counting) {
  /** @param usually the advice if the PBX named no time */
  const tryAgain = ({ retryAt }: ErrorFacts, usually: string): string =>
    retryAt ? `Try again after ${moment(retryAt)}.` : usually;

  return {
    'pbx-unknown': (facts) =>
      facts.reason === 'removed'
        ? {
            title: `${facts.pbx ?? 'The PBX'} is no longer set up`,
            happened: 'The PBX was removed, so the job won’t run automatically.',
            next: 'Add a PBX with the same address and resume the job, or cancel it.',
          }
        : {
            title: facts.input
              ? `No PBX named “${facts.input}”`
              : facts.choices?.length
                ? 'This PBX is no longer set up'
                : 'No PBX is set up',
            happened: facts.choices?.length
              ? `These PBXs are set up: ${facts.choices.join(', ')}.`
              : 'No PBX is set up on this computer yet.',
            next: facts.choices?.length
              ? 'Use one of these names.'
              : 'Add one with its address, client ID and API key.',
          },

    'pbx-address-invalid': (facts) => ({
      title: 'Not a PBX address',
      happened: `“${facts.input ?? ''}” can’t be used. ${entryOf(addressReasons, facts.reason) ?? ''}`.trim(),
      next: 'Enter the address of the 3CX web client, such as https://pbx.example.com or https://pbx.example.com:5001.',
    }),

    'request-refused': (facts) => ({
      title: 'The PBX rejected the request',
      happened: `The request wasn’t carried out${status(facts)}.${says(facts)}`,
      next: 'Check the device in the 3CX Admin Console. The PBX’s message may say what is wrong.',
    }),

    'rate-limited': (facts) => ({
      title: 'Too many requests',
      happened: `The PBX rejected requests because there were too many${status(facts)}.${says(facts)}`,
      next: tryAgain(facts, 'Wait a while, then try again.'),
    }),

    'pbx-error': (facts) => ({
      title: 'The PBX reported an error',
      happened: `The PBX answered with an error${status(facts)}.${says(facts)}`,
      next: `${tryAgain(facts, 'Try again in a few minutes.')} If the error persists, check the status of the services in the 3CX Admin Console.`,
    }),

    'not-a-3cx': (facts) => ({
      title: 'This doesn’t look like a 3CX system',
      happened: `${at(facts)} answered${status(facts)}, but not like 3CX’s configuration API (version 20 or newer).${otherReply(facts)}${replySays(facts)}`,
      next: 'Check the address and port. On a guest network, open a browser and sign in there first.',
    }),

    'response-unreadable': (facts) => ({
      title: 'Rekey couldn’t read the PBX’s response',
      happened: `The response${status(facts)} ${
        facts.reason === 'too-large'
          ? 'was larger than Rekey accepts'
          : facts.reason === 'coding'
            ? 'was compressed in a way that Rekey can’t read, or was damaged'
            : 'was cut off or not in the expected form'
      }.${replySays(facts)}`,
      next: 'Try again. If the error persists, a proxy or firewall between this computer and the PBX may be changing responses.',
    }),
  } satisfies Partial<ErrorTexts>;
}

/** What answered instead of a 3CX system; empty if nothing more is known. */
function otherReply({ reason, portal }: ErrorFacts): string {
  if (reason === 'web-page') return ' The response was a web page.';
  if (reason === 'no-token') return ' The response to the sign-in has no usable access token.';
  return portal ? ` The response redirects to ${portal}.` : '';
}
