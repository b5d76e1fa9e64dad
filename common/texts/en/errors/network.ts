import type { ErrorFacts, ErrorReason } from '../../../errors.ts';
import { type ErrorTexts, type ErrorWords, entryOf } from '../../error-words.ts';
import type { Counting } from '../counting.ts';
import { at, status } from './facts.ts';

const unreachable: Record<NonNullable<ErrorFacts['unreachable']>, string> = {
  refused: 'the connection was refused',
  'timed-out': 'there was no answer in time',
  'host-unknown': 'the host name couldn’t be resolved',
  'no-route': 'there’s no network route to it',
  reset: 'the connection was reset',
  'tls-failed': 'no secure connection could be established',
  other: 'the connection failed',
};

const unreachableWhy: Record<
  ErrorReason<'pbx-unreachable'>,
  (host: string) => Pick<ErrorWords, 'happened' | 'next'>
> = {
  'local-network': (host) => ({
    happened: `${host}: ${unreachable['no-route']}. macOS may be blocking access to the local network.`,
    next: 'In System Settings > Privacy & Security > Local Network, allow Rekey (or the terminal app, if you use the terminal command), then try again. If access is already allowed, check the network or VPN and the address.',
  }),
  'key-usage': (host) => ({
    happened: `${host}: ${unreachable['tls-failed']}. The key usage in the PBX’s certificate doesn’t include “digital signature”, which this connection needs.`,
    next: 'Replace the PBX’s certificate with one whose key usage includes “digital signature”. Until then, the terminal command may be able to connect.',
  }),
  'tls-version': (host) => ({
    happened: `${host}: ${unreachable['tls-failed']}. The PBX offers only TLS versions older than 1.2, which aren’t secure.`,
    next: 'Update the PBX, or the firewall or reverse proxy in front of it, so that it offers TLS 1.2 or newer.',
  }),
};

const certificate: Record<NonNullable<ErrorFacts['certificateProblem']>, string> = {
  'self-signed': 'it’s self-signed',
  'unknown-authority': 'it was issued by an authority that this computer doesn’t trust',
  expired: 'it has expired, or this computer’s clock is wrong',
  'not-yet-valid': 'it isn’t valid yet, or this computer’s clock is wrong',
  'wrong-host': 'it was issued for another name',
};

const proxy: Record<ErrorReason<'proxy-failed'>, (host: string) => Pick<ErrorWords, 'happened' | 'next'>> = {
  variables: () => ({
    happened: 'HTTPS_PROXY or ALL_PROXY doesn’t contain a proxy address.',
    next: 'Write it as http://host:port, https://host:port or socks5://host:port.',
  }),
  socks4: () => ({
    happened: 'The proxy is a SOCKS proxy of version 4, which Rekey can’t use.',
    next: 'Use a SOCKS proxy of version 5 (socks5://), or an HTTP proxy.',
  }),
  script: () => ({
    happened:
      'This computer’s network settings name no proxy that Rekey can use, or their proxy script (PAC) didn’t answer.',
    next: 'Check these settings, or set HTTPS_PROXY before starting Rekey.',
  }),
  'socks-forbids': (host) => ({
    happened: `${host}, a SOCKS proxy, doesn’t allow connections to the PBX.`,
    next: 'Ask its administrator to allow the PBX’s address and port, or bypass the proxy for the PBX (NO_PROXY).',
  }),
  'socks-unreached': (host) => ({
    happened: `${host}, a SOCKS proxy, couldn’t reach the PBX.`,
    next: 'Check the PBX’s address and port, and whether it’s running. If the PBX can be reached only without the proxy, bypass the proxy for it (NO_PROXY).',
  }),
};

/** What a log-in page had been sent when it answered. */
const sent: Record<NonNullable<ErrorFacts['sent']>, { happened: string; next: string }> = {
  key: {
    happened: 'The API key had already been sent to it.',
    next: ' If you don’t know whose page that is, create a new API key in the 3CX Admin Console.',
  },
  token: {
    happened: 'A temporary access token had already been sent to it, but no key or password.',
    next: '',
  },
};

/** What is between this computer and the PBX. */
export const networkErrors = ({ date }: Counting) =>
  ({
    'pbx-unreachable': (facts) => ({
      title: 'The PBX can’t be reached',
      ...(entryOf(unreachableWhy, facts.reason)?.(at(facts)) ?? {
        happened: `${at(facts)}: ${unreachable[facts.unreachable ?? 'other']}.`,
        next:
          facts.unreachable === 'host-unknown'
            ? 'Check the network and the spelling of the address. If this PBX is reached through a VPN, connect it first: its name may be known only there.'
            : 'Check the network or VPN and the address. Self-hosted systems often use port 5001: https://…:5001.',
      }),
    }),

    'proxy-failed': (facts) => ({
      title: 'The proxy doesn’t let the connection through',
      ...(entryOf(proxy, facts.reason)?.(facts.host ?? 'The proxy') ?? {
        happened: `${facts.host ?? 'The proxy'}${status(facts)} didn’t connect to the PBX.`,
        next: 'Check the proxy in this computer’s network settings, or in HTTPS_PROXY if that’s set. Or bypass the proxy for the PBX (NO_PROXY).',
      }),
    }),

    'proxy-login': (facts) => {
      const host = facts.host ?? 'The proxy';
      if (facts.reason === 'unsupported')
        return {
          title: 'The proxy requires a kind of sign-in that Rekey doesn’t support',
          happened: `${host} accepts only ${facts.choices?.join(', ') || 'another kind of sign-in'}. Rekey can sign in with a user name and password (Basic).`,
          next: 'Ask its administrator to let the PBX’s address through without sign-in, or to allow Basic.',
        };
      if (facts.reason === 'refused')
        return {
          title: 'The proxy rejected the sign-in',
          happened: `${host} rejected this user name and password. Rekey won’t send them again: repeated failures can lock the account.`,
          next: 'Enter the correct credentials.',
        };
      return {
        title: 'The proxy requires sign-in',
        happened: `${host} requires a user name and password before it connects to the PBX.`,
        next: 'Enter your credentials for the proxy.',
      };
    },

    'captive-portal': (facts) => ({
      title: 'This network requires sign-in',
      happened: `Something else answered instead of ${facts.host ?? facts.pbx ?? 'the PBX'}${status(facts)}${facts.portal ? ` and redirected to ${facts.portal}` : ''}: usually a guest network’s sign-in page. ${facts.sent ? sent[facts.sent].happened : 'No key or password was sent.'}`,
      next: `Open any page in a browser, sign in to the network there, and try again.${facts.portal ? ` If this isn’t a guest network, the PBX’s address may now be ${facts.portal}.` : ''}${facts.sent ? sent[facts.sent].next : ''}`,
    }),

    'certificate-untrusted': (facts) => ({
      title: 'The PBX’s certificate is not trusted',
      happened: `${at(facts)} uses a certificate that can’t be verified: ${certificate[facts.certificateProblem ?? 'unknown-authority']}. Issued for ${facts.certificateSubject ?? 'an unnamed host'}, valid until ${facts.certificateValidTo ? date(facts.certificateValidTo) : 'an unknown date'}. SHA-256 fingerprint: ${facts.fingerprint ?? 'unknown'}`,
      next: 'Compare the fingerprint with the PBX’s own certificate: on a computer in the PBX’s network, open the PBX’s address in a browser and view the certificate there. If they match, trust this certificate only. If not, someone may be intercepting the connection: do not continue.',
    }),

    'certificate-changed': (facts) => ({
      title: 'The PBX’s certificate is not the pinned one',
      happened: `${at(facts)} now shows ${facts.fingerprint ?? 'a different certificate'}; pinned is ${facts.pinnedFingerprint ?? 'another one'}. No key or password was sent.`,
      next: 'Find out whether the certificate was renewed, and compare the fingerprint: on a computer in the PBX’s network, open the PBX’s address in a browser and view the certificate there. If they match, trust the new one. If not, someone may be intercepting the connection: do not continue.',
    }),
  }) satisfies Partial<ErrorTexts>;
