import type { ErrorFacts, ErrorReason } from '../../../errors.ts';
import { type ErrorTexts, type ErrorWords, entryOf } from '../../error-words.ts';
import type { Counting } from '../counting.ts';
import { at, status } from './facts.ts';

const unreachable: Record<NonNullable<ErrorFacts['unreachable']>, string> = {
  refused: 'the connection was refused',
  'timed-out': 'there was no answer in time',
  'host-unknown': 'its name cannot be found',
  'no-route': 'there is no network route to it',
  reset: 'the connection was cut',
  'tls-failed': 'no secure connection could be made',
  other: 'the connection failed',
};

const unreachableWhy: Record<
  ErrorReason<'pbx-unreachable'>,
  (host: string) => Pick<ErrorWords, 'happened' | 'next'>
> = {
  'local-network': (host) => ({
    happened: `${host}: ${unreachable['no-route']}. macOS may be blocking access to the local network.`,
    next: 'In System Settings > Privacy & Security > Local Network, allow Rekey (or the terminal app, if you use the terminal command), then try again. If it is allowed, check the network or VPN and the address.',
  }),
  'key-usage': (host) => ({
    happened: `${host}: ${unreachable['tls-failed']}. The key usage in the PBX’s certificate doesn’t include “digital signature”, which this connection needs.`,
    next: 'Replace the PBX’s certificate with one whose key usage includes “digital signature”. Until then, the terminal command may be able to connect.',
  }),
  'tls-version': (host) => ({
    happened: `${host}: ${unreachable['tls-failed']}. It offers only TLS versions older than 1.2, which aren’t secure.`,
    next: 'Update the PBX, or the firewall or reverse proxy in front of it, so that it offers TLS 1.2 or newer.',
  }),
};

const certificate: Record<NonNullable<ErrorFacts['certificateProblem']>, string> = {
  'self-signed': 'it is self-signed',
  'unknown-authority': 'this computer does not know the authority that signed it',
  expired: 'it has expired, or this computer’s clock is wrong',
  'not-yet-valid': 'it is not valid yet, or this computer’s clock is wrong',
  'wrong-host': 'it was made for another name',
};

const proxy: Record<ErrorReason<'proxy-failed'>, (host: string) => Pick<ErrorWords, 'happened' | 'next'>> = {
  variables: () => ({
    happened: 'HTTPS_PROXY or ALL_PROXY holds no address of a proxy.',
    next: 'Write it as http://host:port, https://host:port or socks5://host:port.',
  }),
  socks4: () => ({
    happened: 'It is a SOCKS proxy of version 4, which Rekey cannot use.',
    next: 'Use one of version 5 (socks5://), or an HTTP proxy.',
  }),
  script: () => ({
    happened:
      'This computer’s network settings name no proxy that Rekey can use, or their proxy script (PAC) gave no answer.',
    next: 'Check them, or set HTTPS_PROXY before starting Rekey.',
  }),
  'socks-forbids': (host) => ({
    happened: `${host}, a SOCKS proxy, does not allow a connection to the PBX.`,
    next: 'Ask its administrator to allow the PBX’s address and port, or have the PBX left out of the proxy (NO_PROXY).',
  }),
  'socks-unreached': (host) => ({
    happened: `${host}, a SOCKS proxy, could not reach the PBX itself.`,
    next: 'Check the PBX’s address and port, and whether it is running. If it can only be reached without the proxy, have it left out of that (NO_PROXY).',
  }),
};

/** What a log-in page had been sent when it answered. */
const sent: Record<NonNullable<ErrorFacts['sent']>, { happened: string; next: string }> = {
  key: {
    happened: 'The API key had been sent to it by then.',
    next: ' If you do not know whose page it is, make a new API key in 3CX’s console.',
  },
  token: {
    happened: 'An access token, which runs out by itself, had been sent to it by then; no key or password.',
    next: '',
  },
};

/** What stands between this computer and the PBX. */
export const networkErrors = ({ date }: Counting) =>
  ({
    'pbx-unreachable': (facts) => ({
      title: 'The PBX cannot be reached',
      ...(entryOf(unreachableWhy, facts.reason)?.(at(facts)) ?? {
        happened: `${at(facts)}: ${unreachable[facts.unreachable ?? 'other']}.`,
        next:
          facts.unreachable === 'host-unknown'
            ? 'Check the network and the spelling of the address. If this PBX is reached through a VPN, connect it first: its name may be known there alone.'
            : 'Check the network or VPN and the address. Self-hosted systems often use port 5001: https://…:5001.',
      }),
    }),

    'proxy-failed': (facts) => ({
      title: 'The proxy does not let the connection through',
      ...(entryOf(proxy, facts.reason)?.(facts.host ?? 'The proxy') ?? {
        happened: `${facts.host ?? 'The proxy'}${status(facts)} did not connect to the PBX.`,
        next: 'Check the proxy in this computer’s network settings, or in HTTPS_PROXY where that is set; or have the PBX left out of it (NO_PROXY).',
      }),
    }),

    'proxy-login': (facts) => {
      const host = facts.host ?? 'The proxy';
      if (facts.reason === 'unsupported')
        return {
          title: 'The proxy asks for a log-in that Rekey cannot do',
          happened: `${host} takes only ${facts.choices?.join(', ') || 'another kind of log-in'}. Rekey can log in with a user name and password (Basic).`,
          next: 'Ask its administrator to let the PBX’s address through without a log-in, or to allow Basic.',
        };
      if (facts.reason === 'refused')
        return {
          title: 'The proxy refused the log-in',
          happened: `${host} does not take this user name and password. They are not tried again, because accounts get locked that way.`,
          next: 'Enter the right ones.',
        };
      return {
        title: 'The proxy asks for a log-in',
        happened: `${host} wants a user name and password before it connects to the PBX.`,
        next: 'Enter them.',
      };
    },

    'captive-portal': (facts) => ({
      title: 'This network wants a log-in first',
      happened: `Something else answered in place of ${facts.host ?? facts.pbx ?? 'the PBX'}${status(facts)}${facts.portal ? `, which sends to ${facts.portal}` : ''}: mostly the log-in page of a guest network. ${facts.sent ? sent[facts.sent].happened : 'No key or password was sent.'}`,
      next: `Open any page in a browser, pass the log-in page there, and try again.${facts.portal ? ` Where this is no guest network, the PBX’s address may be ${facts.portal} by now.` : ''}${facts.sent ? sent[facts.sent].next : ''}`,
    }),

    'certificate-untrusted': (facts) => ({
      title: 'The PBX’s certificate is not trusted',
      happened: `${at(facts)} shows a certificate that cannot be checked: ${certificate[facts.certificateProblem ?? 'unknown-authority']}. It is for ${facts.certificateSubject ?? 'an unnamed host'}, valid until ${facts.certificateValidTo ? date(facts.certificateValidTo) : 'an unknown date'}. SHA-256 fingerprint: ${facts.fingerprint ?? 'unknown'}`,
      next: 'Compare the fingerprint with the PBX’s own certificate: on a computer in the PBX’s network, open the PBX’s address in a browser and view the certificate there. If they match, trust this certificate only. If not, someone may be intercepting the connection: do not continue.',
    }),

    'certificate-changed': (facts) => ({
      title: 'The PBX’s certificate is not the one that was trusted',
      happened: `${at(facts)} now shows ${facts.fingerprint ?? 'another certificate'}; trusted was ${facts.pinnedFingerprint ?? 'another'}. No key or password was sent.`,
      next: 'Find out whether the certificate was renewed, and compare the fingerprint: on a computer in the PBX’s network, open the PBX’s address in a browser and view the certificate there. If they match, trust the new one. If not, someone may be intercepting the connection: do not continue.',
    }),
  }) satisfies Partial<ErrorTexts>;
