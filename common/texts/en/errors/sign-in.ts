import type { ErrorFacts } from '../../../errors.ts';
import type { ErrorTexts } from '../../error-words.ts';
import type { Counting } from '../counting.ts';
import { at, says, status } from './facts.ts';

/** The PBX and its API client: who may sign in, and with which permissions. */
export function signInErrors({ number, moment }: Counting) {
  const count = (facts: ErrorFacts): string => number(facts.count ?? 0);

  return {
    'sign-in-refused': (facts) =>
      facts.reason === 'refused-before'
        ? {
            title: 'The PBX already rejected this API key',
            happened:
              'Rekey doesn’t try the same client ID and API key again: after a few rejections, a PBX blocks the IP address.',
            next: 'Enter the correct API key. If you’ve since fixed the API client in the 3CX Admin Console, retry the same key once.',
          }
        : {
            title: 'The PBX rejected the sign-in',
            happened: `The client ID or the API key is probably wrong, or the API client was removed${status(facts)}.${says(facts)}`,
            next: 'Check both in the 3CX Admin Console under Integrations > API, and enter the API key again. Rekey doesn’t retry automatically: repeated rejections can get this IP address blocked.',
          },

    'sign-in-held-off': (facts) => ({
      title: 'Sign-in paused to avoid a block',
      happened:
        'The PBX rejected two sign-ins in a row. Another one could get this computer’s IP address blocked, even with a different API key.',
      next: `Check the client ID and API key in the 3CX Admin Console.${facts.retryAt ? ` You can try again at ${moment(facts.retryAt)}, or now at that risk.` : ' You can wait 15 minutes, or try now at that risk.'}`,
    }),

    'sign-in-denied': (facts) => ({
      title: 'The PBX didn’t allow the sign-in',
      happened: `The PBX didn’t say that the client ID or API key is wrong${status(facts)}.${says(facts)}`,
      next: 'Possible causes: “3CX Configuration API access” is off for this API client; its role or department doesn’t allow it; Console Restrictions don’t include this IP address; the licence is below 8SC Enterprise.',
    }),

    'address-blocked-suspected': (facts) => ({
      title: 'The PBX may have blocked this IP address',
      happened: `${at(facts)} stopped responding shortly after rejecting a sign-in. 3CX’s intrusion protection does this.`,
      next: 'Look for this network’s IP address in the IP Blacklist of the 3CX Admin Console and remove it there, or wait until the block ends.',
    }),

    'token-contested': (facts) => ({
      title: 'Another program probably signs in with the same API client',
      happened:
        facts.count === undefined
          ? 'The PBX rejected an access token right after issuing it. A PBX keeps only one sign-in per API client, so two programs keep signing each other out.'
          : `The PBX withdrew access ${count(facts)} times within a minute. A PBX keeps only one sign-in per API client, so two programs keep signing each other out.`,
      next: 'Stop the other program, or create a separate API client for this computer in the 3CX Admin Console. If no other program uses it, check the role of the API client.',
    }),

    forbidden: (facts) => ({
      title: 'The PBX doesn’t allow this',
      happened: `The sign-in worked, but the PBX rejected the request${status(facts)}.${says(facts)}`,
      next: `Possible causes: the API client’s role is too low (System Owner is known to work) or its department isn’t DEFAULT; “3CX Configuration API access” is off; Console Restrictions don’t include this IP address; the licence is below 8SC Enterprise.${facts.status === 401 ? ' Or another program uses the same API client.' : ''}`,
    }),
  } satisfies Partial<ErrorTexts>;
}
