import type { ErrorCode, ErrorFacts } from './errors.ts';
import type { RefusedMac } from './mac.ts';
import type { Problem } from './model.ts';

/** What a person reads of an error. */
export interface ErrorText {
  title: string;
  /** What happened, in one or two sentences. */
  happened: string;
  /** What to do next. */
  next: string;
  /** Whether trying again can help without changing anything: at once, after a while, or not. */
  retry: 'now' | 'later' | 'no';
}

/** Puts a problem into words. */
export function describeError({ code, facts }: Problem): ErrorText {
  return texts[code](facts);
}

/** Why a text is no MAC, in one sentence. */
export function describeMacRefusal(verdict: RefusedMac): string {
  switch (verdict.reason) {
    case 'empty':
      return 'There is no MAC address.';
    case 'length':
      if (verdict.digits === undefined) return 'This is far too long for a MAC address.';
      return verdict.digits < 12
        ? `It has ${verdict.digits} of the 12 hexadecimal digits. If it went through a spreadsheet, leading zeros may be lost.`
        : `It has ${verdict.digits} hexadecimal digits; a MAC address has 12.`;
    case 'characters':
      return `A MAC address has only the digits 0-9 and A-F; this has ${[...(verdict.characters ?? '')].map((c) => `"${c}"`).join(', ')}.`;
    case 'grouping':
      return 'The digits are grouped in a way no device writes them; one may be missing or doubled.';
    case 'eui-64':
      return 'This is a 64-bit EUI-64 identifier with 16 digits, not a MAC address. Use the 12 digits printed on the device.';
    case 'all-zero':
      return 'All zeros is a placeholder, not a device.';
    case 'broadcast':
      return 'FF:FF:FF:FF:FF:FF means all devices (broadcast), not one.';
    case 'multicast':
      return 'This is a multicast address (its first byte is odd), not a device.';
    case 'spreadsheet-number':
      return 'A spreadsheet turned this MAC address into a number, and digits are lost. Format the column as text and enter it again.';
  }
}

const unreachableText: Record<NonNullable<ErrorFacts['unreachable']>, string> = {
  refused: 'the connection was refused',
  'timed-out': 'there was no answer in time',
  'host-unknown': 'its name cannot be found',
  'no-route': 'there is no network route to it',
  reset: 'the connection was cut',
  'tls-failed': 'no secure connection could be made',
  other: 'the connection failed',
};

const certificateText: Record<NonNullable<ErrorFacts['certificateProblem']>, string> = {
  'self-signed': 'it is self-signed',
  'unknown-authority': 'this computer does not know the authority that signed it',
  expired: 'it has expired, or this computer’s clock is wrong',
  'not-yet-valid': 'it is not valid yet, or this computer’s clock is wrong',
  'wrong-host': 'it was made for another name',
};

const at = (facts: ErrorFacts): string => facts.host ?? facts.pbx ?? 'the PBX';
const says = (facts: ErrorFacts): string => (facts.pbxSays ? ` The PBX says: “${facts.pbxSays}”.` : '');
const status = (facts: ErrorFacts): string => (facts.status === undefined ? '' : ` (HTTP ${facts.status})`);
const notBefore = (facts: ErrorFacts): string =>
  facts.retryAt ? ` Not before ${facts.retryAt.slice(0, 16).replace('T', ' ')} UTC.` : '';

const texts: Record<ErrorCode, (facts: ErrorFacts) => ErrorText> = {
  usage: (facts) => ({
    title: 'This cannot be done like this',
    happened: facts.reason ?? 'An argument is missing or wrong.',
    next: facts.choices?.length ? `Choose one of: ${facts.choices.join(', ')}.` : 'Correct it and try again.',
    retry: 'no',
  }),
  'mac-invalid': (facts) => ({
    title:
      facts.count && facts.count > 1 ? `${facts.count} entries are not MAC addresses` : 'Not a MAC address',
    happened: [facts.input ? `“${facts.input}”:` : '', facts.reason ?? ''].join(' ').trim(),
    next: 'Correct it. Nothing was sent.',
    retry: 'no',
  }),
  'pbx-unknown': (facts) => ({
    title: facts.input ? `No PBX named “${facts.input}”` : 'No PBX is set up',
    happened: facts.choices?.length
      ? `Known are: ${facts.choices.join(', ')}.`
      : 'This computer does not know any PBX yet.',
    next: facts.choices?.length
      ? 'Use one of these names.'
      : 'Add it with its address, client ID and API key.',
    retry: 'no',
  }),
  'pbx-address-invalid': (facts) => ({
    title: 'Not the address of a PBX',
    happened: `“${facts.input ?? ''}” cannot be used. ${facts.reason ?? ''}`.trim(),
    next: 'Give the address that opens the 3CX web client, such as https://pbx.example.com or https://pbx.example.com:5001.',
    retry: 'no',
  }),
  'device-not-found': (facts) => ({
    title: 'Not listed on this PBX',
    happened: `The PBX has no gateway or DECT base with this MAC address.${facts.pbx ? ` The device list of ${facts.pbx} has it.` : ''}${says(facts)}`,
    next: facts.pbx
      ? `Run it on ${facts.pbx}.`
      : 'Check the MAC address on the device’s label, and that it was added to this PBX.',
    retry: 'no',
  }),
  'device-is-desk-phone': (facts) => ({
    title: 'A desk phone, not a gateway or DECT base',
    happened: `This is the desk phone of ${facts.owner ?? 'a user'}. Its web password belongs to the user.`,
    next: 'Open the user in 3CX’s console and regenerate the desk phone password there.',
    retry: 'no',
  }),
  'sign-in-refused': (facts) =>
    facts.reason === 'refused-before'
      ? {
          title: 'The PBX refused this API key before',
          happened:
            'The same client ID and API key are not tried again, because a PBX blocks addresses after a few refusals.',
          next: 'Enter the right API key. If this one is right by now, because the API client was put right in 3CX’s console, have it tried once more.',
          retry: 'no',
        }
      : {
          title: 'The PBX refused to sign in',
          happened: `The client ID or the API key is wrong, or the API client was removed.${says(facts)}`,
          next: 'Check both in 3CX’s console under Integrations > API, and enter the API key again. It is not tried again by itself: repeated refusals can get this computer’s address blocked.',
          retry: 'no',
        },
  'sign-in-held-off': (facts) => ({
    title: 'Signing in is held off',
    happened: `The PBX refused two sign-ins in a row. One more could get this computer’s address blocked.`,
    next: `Make sure of the client ID and API key in 3CX’s console, then try again.${notBefore(facts)}`,
    retry: 'later',
  }),
  'address-blocked-suspected': (facts) => ({
    title: 'The PBX may have blocked this computer’s address',
    happened: `${at(facts)} does not answer any more, shortly after it refused to sign in. That is what its protection against break-ins does.`,
    next: 'In 3CX’s console look under Security > IP Blacklist for this network’s address, and remove it there; or wait until the block ends.',
    retry: 'later',
  }),
  'token-contested': (facts) => ({
    title: 'Another program signs in with the same API client',
    happened: `Access was taken away ${facts.count ?? 'several'} times within a minute. A PBX keeps only one sign-in per API client, so the two put each other out.`,
    next: 'Stop the other program, or make an API client of its own for this computer in 3CX’s console.',
    retry: 'later',
  }),
  forbidden: (facts) => ({
    title: 'The PBX does not allow this',
    happened: `Signing in worked, but the request was refused${status(facts)}.${says(facts)}`,
    next: 'Possible causes: the API client’s role is too low (System Owner is known to work) or its department is not DEFAULT; “3CX Configuration API access” is off; Console Restrictions do not include this address; the licence is below 8SC Enterprise.',
    retry: 'no',
  }),
  'request-refused': (facts) => ({
    title: 'The PBX refused the request',
    happened: `It was not carried out${status(facts)}.${says(facts)}`,
    next: 'Look at the device in 3CX’s console; what the PBX says may tell what stands in the way.',
    retry: 'no',
  }),
  'rate-limited': (facts) => ({
    title: 'The PBX asks to go slower',
    happened: `It refused requests because there were too many${status(facts)}.`,
    next: `Wait a while, then run it again.${notBefore(facts)}`,
    retry: 'later',
  }),
  'pbx-error': (facts) => ({
    title: 'The PBX reported a fault of its own',
    happened: `It answered with an error${status(facts)}.${says(facts)}`,
    next: 'Try again in a few minutes. If it stays, look at the state of the services in 3CX’s console.',
    retry: 'later',
  }),
  'pbx-unreachable': (facts) => ({
    title: 'The PBX cannot be reached',
    happened: `${at(facts)}: ${unreachableText[facts.unreachable ?? 'other']}.`,
    next: 'Check the network or VPN and the address. Self-hosted systems often use port 5001: https://…:5001.',
    retry: 'later',
  }),
  'proxy-failed': (facts) => ({
    title: 'The proxy does not let the connection through',
    happened: `${facts.host ?? 'The proxy'}${status(facts)} did not connect to the PBX.`,
    next: 'Check HTTPS_PROXY (with user name and password if the proxy asks for them), or add the PBX to NO_PROXY.',
    retry: 'later',
  }),
  'pbx-busy-elsewhere': (facts) => ({
    title: 'A job is running on this PBX',
    happened: `${facts.job ? `Job ${facts.job}` : 'A job'} is running on it, in this window or another program. Until it has ended, no other can begin, and the PBX can be neither changed nor removed.`,
    next: 'Wait until it has ended, or cancel it where it runs. Nothing was sent or changed.',
    retry: 'later',
  }),
  'certificate-untrusted': (facts) => ({
    title: 'The PBX’s certificate is not trusted',
    happened: `${at(facts)} shows a certificate that cannot be checked: ${certificateText[facts.certificateProblem ?? 'unknown-authority']}. It is for ${facts.certificateSubject ?? 'an unnamed host'}, valid until ${facts.certificateValidTo?.slice(0, 10) ?? 'an unknown date'}. SHA-256 fingerprint: ${facts.fingerprint ?? 'unknown'}`,
    next: 'Compare the fingerprint with the PBX’s own certificate. If they are the same, trust exactly this certificate. If not, somebody may be in between: do not go on.',
    retry: 'no',
  }),
  'certificate-changed': (facts) => ({
    title: 'The PBX’s certificate is not the one that was trusted',
    happened: `${at(facts)} now shows ${facts.fingerprint ?? 'another certificate'}; trusted was ${facts.pinnedFingerprint ?? 'another'}. Nothing was sent.`,
    next: 'Find out whether the certificate was renewed. If so, trust the new one. If not, somebody may be in between: do not go on.',
    retry: 'no',
  }),
  'not-a-3cx': (facts) => ({
    title: 'This does not answer like a 3CX system',
    happened: `${at(facts)} answered${status(facts)}, but not as 3CX’s configuration API (version 20 or newer) does.${facts.reason === 'web-page' ? ' It sent a web page.' : ''}`,
    next: 'Check the address and port. On a guest network, open a browser first and pass its log-in page.',
    retry: 'no',
  }),
  'response-unreadable': (facts) => ({
    title: 'The PBX’s answer could not be understood',
    happened: `The reply${status(facts)} was cut off, too large or not in the expected form.`,
    next: 'Try again. If it stays, something between here and the PBX may change replies (a proxy or firewall).',
    retry: 'later',
  }),
  'outcome-uncertain': (facts) => ({
    title: 'It is not certain whether there is a new password',
    happened: `The request was sent, but no clear answer came${status(facts)}. The PBX may have made a new password.`,
    next: 'Use the password that was read back, if there is one; it may be the old one or the new one. Run the device again to be sure.',
    retry: 'now',
  }),
  'keychain-unavailable': (facts) => ({
    title: 'There is no keychain to keep secrets in',
    happened:
      facts.reason === 'library-missing'
        ? 'The system library libsecret is not installed.'
        : facts.reason === 'no-service'
          ? 'No Secret Service (such as GNOME Keyring or KWallet) is running for this user.'
          : 'The system’s keychain did not work.',
    next:
      facts.reason === 'library-missing'
        ? 'Install it (Debian, Ubuntu: apt install libsecret-1-0 gnome-keyring).'
        : 'Log in to a desktop session, or install and start gnome-keyring.',
    retry: 'no',
  }),
  'keychain-locked': (facts) =>
    facts.reason === 'asking'
      ? {
          title: 'The keychain does not answer yet',
          happened:
            'It is probably asking for its password. Look for its window, which may be behind others.',
          next: 'Enter the password there.',
          retry: 'later',
        }
      : {
          title: 'The keychain is locked',
          happened:
            'The system did not give or take a secret because the keychain is locked, or the question to unlock it was not answered.',
          next: 'Unlock it (on Linux: “Passwords and Keys”, or log in again), then try again.',
          retry: 'later',
        },
  'keychain-entry-missing': (facts) => ({
    title:
      facts.reason === 'data-key'
        ? 'The key to the kept passwords is not in the keychain'
        : facts.reason === 'not-put-back'
          ? `The API key of ${facts.pbx ?? 'this PBX'} may not be the right one any more`
          : `The API key of ${facts.pbx ?? 'this PBX'} is not in the keychain`,
    happened:
      facts.reason === 'not-put-back'
        ? 'The keychain failed while the key was replaced, and the former one could not be put back.'
        : 'It was removed, or this is another computer or user account than the one it was stored on.',
    next:
      facts.reason === 'data-key'
        ? 'What was sealed with it cannot be shown any more. Read the device’s current password from the PBX instead.'
        : 'Enter it again.',
    retry: 'no',
  }),
  'data-folder-unusable': (facts) => ({
    title: 'The data folder cannot be used',
    happened: `${facts.path ?? 'The folder'}: ${facts.reason ?? 'it cannot be written to'}.`,
    next: 'Put that right, or use another folder. Nothing was sent.',
    retry: 'no',
  }),
  'store-damaged': (facts) => ({
    title: 'The database was damaged',
    happened: `It was set aside as ${facts.path ?? 'a copy'} and a new, empty one was begun.`,
    next: 'Keep the damaged file if its history matters. PBXs have to be added again.',
    retry: 'no',
  }),
  'store-too-new': (facts) => ({
    title: 'The database was made by a newer version',
    happened: `${facts.path ?? 'It'} was last used by a newer Rekey for 3CX.`,
    next: 'Update this copy, or use another folder. Nothing was changed.',
    retry: 'no',
  }),
  'disk-full': (facts) => ({
    title: 'The disk is full',
    happened: `${facts.path ?? 'The data folder'} cannot take the record of the next step, so no further request was sent.`,
    next: 'Free some space, then go on.',
    retry: 'later',
  }),
  'setup-file-wrong-passphrase': () => ({
    title: 'The passphrase does not open the set-up file',
    happened: 'It is not the one the file was made with. Nothing was imported.',
    next: 'Enter it again. If it is surely right, somebody changed the file: have it sent again, another way.',
    retry: 'now',
  }),
  'setup-file-damaged': (facts) => ({
    title: facts.reason === 'not-one' ? 'Not a set-up file' : 'The set-up file is damaged',
    happened:
      facts.reason === 'not-one'
        ? 'It is another kind of file, or was damaged from its beginning. Nothing was imported.'
        : 'Part of it is missing or was changed, as by a broken transfer. Nothing was imported.',
    next: 'Get the .rekey file again, or have it exported again.',
    retry: 'no',
  }),
  'setup-file-too-new': () => ({
    title: 'The set-up file was made by a newer version',
    happened: 'This copy of Rekey for 3CX cannot read it. Nothing was imported.',
    next: 'Update this copy, or have the file exported by this version.',
    retry: 'no',
  }),
  'call-refused': (facts) => ({
    title: 'A request of the window was refused',
    happened: `It came from a page that may not ask, or was not in the expected form${facts.reason ? ` (${facts.reason})` : ''}.`,
    next: 'Reload the window. If it stays, report it: this is a fault in the program.',
    retry: 'no',
  }),
  cancelled: () => ({
    title: 'Cancelled',
    happened: 'It was cancelled before its request was sent.',
    next: 'Run it again when you like.',
    retry: 'now',
  }),
  internal: () => ({
    title: 'Something in Rekey went wrong',
    happened: 'This is a fault in the program, not in what you did.',
    next: 'Try again, and report it if it stays.',
    retry: 'now',
  }),
};
