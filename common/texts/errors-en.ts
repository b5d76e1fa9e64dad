import type { ErrorFacts, ErrorReason } from '../errors.ts';
import { type ErrorTexts, type ErrorWords, entryOf, type MacTexts } from './error-words.ts';
import type { Format } from './format.ts';

const unreachable: Record<NonNullable<ErrorFacts['unreachable']>, string> = {
  refused: 'the connection was refused',
  'timed-out': 'there was no answer in time',
  'host-unknown': 'its name cannot be found',
  'no-route': 'there is no network route to it',
  reset: 'the connection was cut',
  'tls-failed': 'no secure connection could be made',
  other: 'the connection failed',
};

const certificate: Record<NonNullable<ErrorFacts['certificateProblem']>, string> = {
  'self-signed': 'it is self-signed',
  'unknown-authority': 'this computer does not know the authority that signed it',
  expired: 'it has expired, or this computer’s clock is wrong',
  'not-yet-valid': 'it is not valid yet, or this computer’s clock is wrong',
  'wrong-host': 'it was made for another name',
};

const address: Record<ErrorReason<'pbx-address-invalid'>, string> = {
  'no-web-address': 'It is not a web address.',
  'has-user-name': 'It must not contain a user name or password.',
  'not-encrypted': 'http is not encrypted; use https.',
  'not-https': 'It must begin with https://.',
};

const dataFolder: Record<ErrorReason<'data-folder-unusable'>, string> = {
  'open-elsewhere':
    'another window or terminal of this program has it open; close them first, nothing was deleted',
  busy: 'another copy of this program is busy with it and does not come to an end',
  'kept-locked': 'another program keeps it locked',
  'new-unreadable': 'a new database is unreadable at once',
  'read-only': 'it is read-only',
  'no-right': 'this user has no right to write to it',
  'no-folder': 'it is not a folder that can be made or opened',
  'database-locked': 'another program keeps its database locked',
  'database-damaged': 'its database is damaged; start this program again to have it set aside',
  'database-damaged-in-use':
    'its database is damaged; close all other windows and terminals of this program, and start again',
  'disk-fault': 'the disk reports a fault',
};

const unwritable: Record<ErrorReason<'file-unwritable'>, string> = {
  'no-folder': 'there is no such folder',
  'is-folder': 'it is a folder',
  'no-right': 'this user may not write there, or another program has the file open',
  'read-only': 'the disk is read-only',
  'file-in-use': 'another program, such as a spreadsheet, has the file open',
  'no-space': 'the disk is full',
  'disk-fault': 'the disk reports a fault',
  other: 'the system does not allow it',
};

const proxy: Record<ErrorReason<'proxy-failed'>, Pick<ErrorWords, 'happened' | 'next'>> = {
  variables: {
    happened: 'HTTPS_PROXY or ALL_PROXY holds no address of a proxy.',
    next: 'Write it as http://host:port, https://host:port or socks5://host:port.',
  },
  socks4: {
    happened: 'It is a SOCKS proxy of version 4, which Rekey cannot use.',
    next: 'Use one of version 5 (socks5://), or an HTTP proxy.',
  },
  script: {
    happened:
      'This computer’s network settings name no proxy that Rekey can use, or their proxy script (PAC) gave no answer.',
    next: 'Check them, or set HTTPS_PROXY before starting Rekey.',
  },
};

/** What settings are called on their screen. */
const setting: Record<string, string> = {
  appearance: 'Appearance',
  language: 'Language',
  clipboardSeconds: 'Clear the clipboard after',
  retentionDays: 'Keep passwords for',
  confirmAbove: 'Ask to type the number above',
};

const call: Record<ErrorReason<'call-refused'>, string> = { form: 'its form', page: 'its page' };

const at = (facts: ErrorFacts): string => facts.host ?? facts.pbx ?? 'The PBX';
const thisPbx = (facts: ErrorFacts): string => facts.pbx ?? 'this PBX';
const file = (facts: ErrorFacts): string => (facts.path === undefined ? 'The file' : `“${facts.path}”`);
const says = (facts: ErrorFacts): string => (facts.pbxSays ? ` The PBX says: “${facts.pbxSays}”.` : '');
const whyUnwritable = ({ reason, systemSays }: ErrorFacts): string => {
  const known = reason === 'other' ? undefined : entryOf(unwritable, reason);
  return known ?? unwritable.other + (systemSays ? ` (${systemSays})` : '');
};
const brokeOff = ({ reason }: ErrorFacts): boolean => reason === 'not-read-back' || reason === 'broken-off';
const status = (facts: ErrorFacts): string => (facts.status === undefined ? '' : ` (HTTP ${facts.status})`);
const names = (facts: ErrorFacts): string => (facts.names ?? []).join(', ');

/** The words of errors in English. */
const planChanged: Record<ErrorReason<'plan-changed'>, string> = {
  address: 'The PBX was given another address. The job belongs to the old one.',
  certificate: 'Another certificate is trusted for this PBX now.',
};

export function englishErrors({ number, date, moment }: Format): ErrorTexts {
  const count = (facts: ErrorFacts): string => number(facts.count ?? 0);
  const devices = (n: number): string => `${number(n)} ${n === 1 ? 'device' : 'devices'}`;
  const limit = (facts: ErrorFacts): string => number(facts.limit ?? 0);
  const megabytes = (bytes: number | undefined): string => `${number((bytes ?? 0) / 1_000_000, 1)} MB`;
  const notBefore = (facts: ErrorFacts): string =>
    facts.retryAt ? ` Not before ${moment(facts.retryAt)}.` : '';

  const usage: Record<ErrorReason<'usage'>, (facts: ErrorFacts) => string> = {
    'list-too-long': (facts) => `The list is longer than ${limit(facts)} characters.`,
    'list-too-many-macs': (facts) => `The list has more than ${limit(facts)} MAC addresses. Split it.`,
    'clipboard-empty': () => 'There is no text on the clipboard.',
    'files-too-many': (facts) => `These are ${count(facts)} files. Open at most ${limit(facts)} at a time.`,
    'file-too-large': (facts) =>
      `${file(facts)} has ${megabytes(facts.count)}. A list may have ${megabytes(facts.limit)}.`,
    'files-too-large': (facts) =>
      `These files have ${megabytes(facts.count)} together. A list may have ${megabytes(facts.limit)}.`,
    'file-missing': (facts) => `${file(facts)} does not exist.`,
    'file-is-folder': (facts) => `${file(facts)} is a folder, not a file.`,
    'file-forbidden': (facts) => `${file(facts)} may not be read by this user.`,
    'file-unreadable': (facts) =>
      facts.systemSays
        ? `${file(facts)} cannot be read (${facts.systemSays}).`
        : `${file(facts)} cannot be read. It may have been moved, or be open elsewhere.`,
    'file-is-spreadsheet': (facts) =>
      `${file(facts)} is a spreadsheet. Save the sheet as CSV, or copy its cells and paste them here.`,
    'file-not-text': (facts) =>
      `${file(facts)} is not a text file. Open a text or CSV file, or copy the text and paste it as a list.`,
    'file-exists': (facts) => `${file(facts)} is there already. Give another name.`,
    'pbx-name-taken': (facts) =>
      facts.pbx ? `There is a PBX named “${facts.pbx}” already.` : 'There is a PBX of this name already.',
    'pbx-name-length': (facts) => `A PBX needs a name of 1 to ${limit(facts)} characters.`,
    'client-id-form': (facts) => `The client ID must be 1 to ${limit(facts)} characters without spaces.`,
    'api-key-form': (facts) => `The API key must be 1 to ${limit(facts)} characters without spaces.`,
    'api-key-needed': () => 'For another address, the API key has to be entered again.',
    'fingerprint-form': () =>
      'The fingerprint must be a SHA-256 one: 64 hexadecimal digits, with or without colons.',
    'pbx-moved': (facts) => `The address of ${thisPbx(facts)} was changed meanwhile. Nothing was sent.`,
    'job-unknown': (facts) => (facts.job ? `There is no job ${facts.job}.` : 'There is no such job.'),
    'job-of-other-pbx': (facts) =>
      `${facts.job ? `Job ${facts.job}` : 'The job'} began at ${facts.pbx ?? 'another address'} and goes on only there, not at ${facts.host ?? 'this one'}. Give the PBX that address again; or cancel what is left of the job, and run those devices in a new one.`,
    'job-over': (facts) =>
      `${facts.job ? `Job ${facts.job}` : 'The job'} is over; nothing of it is left to run.`,
    'job-waits': (facts) =>
      `${facts.job ? `Job ${facts.job}` : 'The job'} waits until its PBX can be reached.`,
    'job-does-not-wait': (facts) =>
      `${facts.job ? `Job ${facts.job}` : 'The job'} does not wait, or not any more.`,
    'setup-file-pbx-count': (facts) => `A set-up file takes 1 to ${limit(facts)} PBXs.`,
    'passphrase-short': (facts) =>
      `The passphrase needs at least ${limit(facts)} characters; several words are easy to tell someone.`,
    'passphrase-repeated': () => 'The passphrase is the same few characters over and over.',
    'pbxs-at-other-address': (facts) =>
      `Here are PBXs of the same name at another address: ${names(facts)}. Give yours another name first. Nothing was imported.`,
    'pbxs-here-already': (facts) =>
      `These PBXs are here already: ${names(facts)}. Only when you say so are they updated from the file. Nothing was imported.`,
    'pbxs-changed-meanwhile': () => 'The PBXs here changed meanwhile. Nothing was imported.',
    'setup-file-closed': () => 'This set-up file is not open any more. Open it again.',
    'setup-file-not-opened': () => 'The passphrase of the set-up file was not entered yet.',
    'nothing-exported': () => 'No set-up file was exported yet.',
    'proxy-not-asking': () => 'No proxy of that name asks for a log-in.',
    'proxy-login-form': () =>
      'A user name must not be empty or have a colon, and neither it nor the password may have control characters.',
  };

  return {
    usage: (facts) => ({
      title: 'This cannot be done like this',
      happened:
        entryOf(usage, facts.reason)?.(facts) ?? facts.terminalSays ?? 'An argument is missing or wrong.',
      next: facts.choices?.length
        ? `Choose one of: ${facts.choices.join(', ')}.`
        : 'Correct it and try again.',
    }),
    'mac-invalid': (facts) => ({
      title:
        facts.count && facts.count > 1
          ? `${count(facts)} entries are not MAC addresses`
          : 'Not a MAC address',
      happened: [facts.input ? `“${facts.input}”:` : '', facts.terminalSays ?? ''].join(' ').trim(),
      next: 'Correct it. Nothing was sent.',
    }),
    'pbx-unknown': (facts) => ({
      title: facts.input ? `No PBX named “${facts.input}”` : 'No PBX is set up',
      happened: facts.choices?.length
        ? `Known are: ${facts.choices.join(', ')}.`
        : 'This computer does not know any PBX yet.',
      next: facts.choices?.length
        ? 'Use one of these names.'
        : 'Add it with its address, client ID and API key.',
    }),
    'pbx-address-invalid': (facts) => ({
      title: 'Not the address of a PBX',
      happened: `“${facts.input ?? ''}” cannot be used. ${entryOf(address, facts.reason) ?? ''}`.trim(),
      next: 'Give the address that opens the 3CX web client, such as https://pbx.example.com or https://pbx.example.com:5001.',
    }),
    'device-not-found': (facts) => ({
      title: 'Not listed on this PBX',
      happened: `The PBX has no gateway or DECT base with this MAC address.${facts.pbx ? ` The device list of ${facts.pbx} has it.` : ''}${says(facts)}`,
      next: facts.pbx
        ? `Run it on ${facts.pbx}.`
        : 'Check the MAC address on the device’s label, and that it was added to this PBX.',
    }),
    'device-is-desk-phone': (facts) => ({
      title: 'A desk phone, not a gateway or DECT base',
      happened: `This is the desk phone of ${facts.owner ?? 'a user'}. Its web password belongs to the user.`,
      next: 'Open the user in 3CX’s console and regenerate the desk phone password there.',
    }),
    'sign-in-refused': (facts) =>
      facts.reason === 'refused-before'
        ? {
            title: 'The PBX refused this API key before',
            happened:
              'The same client ID and API key are not tried again, because a PBX blocks addresses after a few refusals.',
            next: 'Enter the right API key. If this one is right by now, because the API client was put right in 3CX’s console, have it tried once more.',
          }
        : {
            title: 'The PBX refused to sign in',
            happened: `The client ID or the API key is wrong, or the API client was removed.${says(facts)}`,
            next: 'Check both in 3CX’s console under Integrations > API, and enter the API key again. It is not tried again by itself: repeated refusals can get this computer’s address blocked.',
          },
    'sign-in-held-off': (facts) => ({
      title: 'Signing in is held off',
      happened: 'The PBX refused two sign-ins in a row. One more could get this computer’s address blocked.',
      next: `Make sure of the client ID and API key in 3CX’s console, then try again.${notBefore(facts)}`,
    }),
    'address-blocked-suspected': (facts) => ({
      title: 'The PBX may have blocked this computer’s address',
      happened: `${at(facts)} does not answer any more, shortly after it refused to sign in. That is what its protection against break-ins does.`,
      next: 'In 3CX’s console look under Security > IP Blacklist for this network’s address, and remove it there; or wait until the block ends.',
    }),
    'plan-changed': ({ reason, count: changed = 0, doneSince = 0 }) => ({
      title: 'Not everything is as it was when you agreed to this',
      happened:
        entryOf(planChanged, reason) ??
        ([
          changed > 0 &&
            `${devices(changed)} ${changed === 1 ? 'is' : 'are'} listed on the PBX in another way than before, or not at all.`,
          doneSince > 0 && `${devices(doneSince)} got a new password from another job meanwhile.`,
        ]
          .filter(Boolean)
          .join(' ') ||
          'Its devices are not listed as they were.'),
      next: 'Nothing was sent. Look at the devices, then resume the job to run what is left as it is now, or cancel it.',
    }),
    'wait-expired': (facts) => ({
      title: 'The time for waiting is over',
      happened: `${facts.pbx ?? 'The PBX'} could not be reached in all that time. Nothing more was sent.`,
      next: 'Have the job wait once more, resume it when the PBX can be reached, or cancel it.',
    }),
    'computer-asleep': () => ({
      title: 'The computer went to sleep',
      happened: 'The job stopped for it; what was sent was finished.',
      next: 'It goes on by itself when the computer is awake and the PBX can be reached.',
    }),
    'token-contested': (facts) => ({
      title: 'Another program signs in with the same API client',
      happened: `Access was taken away ${facts.count === undefined ? 'several' : count(facts)} times within a minute. A PBX keeps only one sign-in per API client, so the two put each other out.`,
      next: 'Stop the other program, or make an API client of its own for this computer in 3CX’s console.',
    }),
    forbidden: (facts) => ({
      title: 'The PBX does not allow this',
      happened: `Signing in worked, but the request was refused${status(facts)}.${says(facts)}`,
      next: 'Possible causes: the API client’s role is too low (System Owner is known to work) or its department is not DEFAULT; “3CX Configuration API access” is off; Console Restrictions do not include this address; the licence is below 8SC Enterprise.',
    }),
    'request-refused': (facts) => ({
      title: 'The PBX refused the request',
      happened: `It was not carried out${status(facts)}.${says(facts)}`,
      next: 'Look at the device in 3CX’s console; what the PBX says may tell what stands in the way.',
    }),
    'rate-limited': (facts) => ({
      title: 'The PBX asks to go slower',
      happened: `It refused requests because there were too many${status(facts)}.`,
      next: `Wait a while, then run it again.${notBefore(facts)}`,
    }),
    'pbx-error': (facts) => ({
      title: 'The PBX reported a fault of its own',
      happened: `It answered with an error${status(facts)}.${says(facts)}`,
      next: 'Try again in a few minutes. If it stays, look at the state of the services in 3CX’s console.',
    }),
    'pbx-unreachable': (facts) => ({
      title: 'The PBX cannot be reached',
      happened: `${at(facts)}: ${unreachable[facts.unreachable ?? 'other']}.`,
      next:
        facts.unreachable === 'host-unknown'
          ? 'Check the network and the spelling of the address. If this PBX is reached through a VPN, connect it first: its name may be known there alone.'
          : 'Check the network or VPN and the address. Self-hosted systems often use port 5001: https://…:5001.',
    }),
    'proxy-failed': (facts) => ({
      title: 'The proxy does not let the connection through',
      ...(entryOf(proxy, facts.reason) ?? {
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
      happened: `Something else answered in place of ${facts.host ?? facts.pbx ?? 'the PBX'}${status(facts)}${facts.portal ? `, which sends to ${facts.portal}` : ''}: mostly the log-in page of a guest network. No key or password was sent.`,
      next: `Open any page in a browser, pass the log-in page there, and try again.${facts.portal ? ` Where this is no guest network, the PBX’s address may be ${facts.portal} by now.` : ''}`,
    }),
    'pbx-busy-elsewhere': (facts) => ({
      title: 'A job is running on this PBX',
      happened: `${facts.job ? `Job ${facts.job}` : 'A job'} is running on it, in this window or another program. Until it has ended, no other can begin, and the PBX can be neither changed nor removed.`,
      next: 'Wait until it has ended, or cancel it where it runs. Nothing was sent or changed.',
    }),
    'certificate-untrusted': (facts) => ({
      title: 'The PBX’s certificate is not trusted',
      happened: `${at(facts)} shows a certificate that cannot be checked: ${certificate[facts.certificateProblem ?? 'unknown-authority']}. It is for ${facts.certificateSubject ?? 'an unnamed host'}, valid until ${facts.certificateValidTo ? date(facts.certificateValidTo) : 'an unknown date'}. SHA-256 fingerprint: ${facts.fingerprint ?? 'unknown'}`,
      next: 'Compare the fingerprint with the PBX’s own certificate. If they are the same, trust exactly this certificate. If not, somebody may be in between: do not go on.',
    }),
    'certificate-changed': (facts) => ({
      title: 'The PBX’s certificate is not the one that was trusted',
      happened: `${at(facts)} now shows ${facts.fingerprint ?? 'another certificate'}; trusted was ${facts.pinnedFingerprint ?? 'another'}. No key or password was sent.`,
      next: 'Find out whether the certificate was renewed. If so, trust the new one. If not, somebody may be in between: do not go on.',
    }),
    'not-a-3cx': (facts) => ({
      title: 'This does not answer like a 3CX system',
      happened: `${at(facts)} answered${status(facts)}, but not as 3CX’s configuration API (version 20 or newer) does.${facts.reason === 'web-page' ? ' It sent a web page.' : facts.portal ? ` It sends to ${facts.portal} instead.` : ''}`,
      next: 'Check the address and port. On a guest network, open a browser first and pass its log-in page.',
    }),
    'response-unreadable': (facts) => ({
      title: 'The PBX’s answer could not be understood',
      happened: `The reply${status(facts)} was cut off, too large or not in the expected form.`,
      next: 'Try again. If it stays, something between here and the PBX may change replies (a proxy or firewall).',
    }),
    'outcome-uncertain': (facts) => ({
      title: 'It is not certain whether there is a new password',
      happened: brokeOff(facts)
        ? 'The run broke off before an answer was noted. The PBX may have made a new password.'
        : `The request was sent, but no clear answer came${status(facts)}. The PBX may have made a new password.`,
      next:
        facts.reason === 'not-read-back'
          ? 'The password was not read back yet: resuming the job does that. Run the device again to be sure.'
          : 'Use the password that was read back, if there is one; it may be the old one or the new one. Run the device again to be sure.',
    }),
    'keychain-unavailable': ({ reason }) => ({
      title: 'There is no keychain to keep secrets in',
      happened:
        reason === 'library-missing'
          ? 'The system library libsecret is not installed.'
          : reason === 'no-service'
            ? 'No Secret Service (such as GNOME Keyring or KWallet) is running for this user.'
            : 'The system’s keychain did not work.',
      next:
        reason === 'library-missing'
          ? 'Install it (Debian, Ubuntu: apt install libsecret-1-0 gnome-keyring).'
          : 'Log in to a desktop session, or install and start gnome-keyring.',
    }),
    'keychain-locked': ({ reason }) =>
      reason === 'asking'
        ? {
            title: 'The keychain does not answer yet',
            happened:
              'It is probably asking for its password. Look for its window, which may be behind others.',
            next: 'Enter the password there.',
          }
        : {
            title: 'The keychain is locked',
            happened:
              'The system did not give or take a secret because the keychain is locked, or the question to unlock it was not answered.',
            next: 'Unlock it (on Linux: “Passwords and Keys”, or log in again), then try again.',
          },
    'keychain-entry-missing': (facts) => {
      switch (facts.reason) {
        case 'data-key':
          return {
            title: 'The key to the kept passwords is not in the keychain',
            happened:
              'It was removed, or this is another computer or user account than the one it was stored on.',
            next: 'What was sealed with it cannot be shown any more. Read the device’s current password from the PBX instead.',
          };
        case 'not-put-back':
          return {
            title: `The API key of ${thisPbx(facts)} may not be the right one any more`,
            happened:
              'The keychain failed while the key was replaced, and the former one could not be put back.',
            next: 'Enter it again.',
          };
        default:
          return {
            title: `The API key of ${thisPbx(facts)} is not in the keychain`,
            happened:
              'It was removed, or this is another computer or user account than the one it was stored on.',
            next: 'Enter it again.',
          };
      }
    },
    'data-folder-unusable': (facts) => ({
      title: 'The data folder cannot be used',
      happened: `${facts.path ?? 'The folder'}: ${entryOf(dataFolder, facts.reason) ?? 'it cannot be written to'}.`,
      next: 'Put that right, or use another folder. Nothing was sent.',
    }),
    'store-damaged': (facts) => ({
      title: 'The database was damaged',
      happened: `It was set aside as ${facts.path ?? 'a copy'} and a new, empty one was begun.`,
      next: 'Keep the damaged file if its history matters. PBXs have to be added again.',
    }),
    'store-too-new': (facts) => ({
      title: 'The database was made by a newer version',
      happened: `${facts.path ?? 'It'} was last used by a newer Rekey for 3CX.`,
      next: 'Update this copy, or use another folder. Nothing was changed.',
    }),
    'settings-damaged': (facts) => ({
      title: 'A setting could not be read',
      happened: `“${entryOf(setting, facts.setting) ?? facts.setting ?? 'A setting'}” is damaged in the database; its default counts instead.${facts.setting === 'retentionDays' ? ' No kept password is deleted until it is set again.' : ''}`,
      next: 'Set it again under Settings, or keep the default.',
    }),
    'forget-incomplete': (facts) =>
      facts.reason === 'keychain'
        ? {
            title: 'Not everything was forgotten',
            happened: `The keychain did not delete ${facts.count === 1 ? 'one entry' : `${facts.count === undefined ? 'some' : count(facts)} entries`} of “Rekey for 3CX”${facts.choices?.length ? `: ${facts.choices.join(', ')}` : ''}. Nothing was deleted on the disk, so that they are still known.`,
            next: 'Unlock the keychain and try again; or have the rest deleted without it, and remove these entries in the system’s keychain program.',
          }
        : {
            title: 'Not everything was forgotten',
            happened: `These files could not be deleted: ${facts.choices?.join(', ') || 'some of the data folder'}.`,
            next: 'Close what uses them, and delete them by hand.',
          },
    'disk-full': (facts) => ({
      title: 'The disk is full',
      happened: `${facts.path ?? 'The data folder'} cannot take the record of the next step, so no further request was sent.`,
      next: 'Free some space, then go on.',
    }),
    'file-unwritable': (facts) => ({
      title: 'The file cannot be written',
      happened: `${file(facts)}: ${whyUnwritable(facts)}.`,
      next: 'Put that right, or choose another place.',
    }),
    'setup-file-wrong-passphrase': () => ({
      title: 'The passphrase does not open the set-up file',
      happened: 'It is not the one the file was made with. Nothing was imported.',
      next: 'Enter it again. If it is surely right, somebody changed the file: have it sent again, another way.',
    }),
    'setup-file-damaged': ({ reason }) => ({
      title: reason === 'not-one' ? 'Not a set-up file' : 'The set-up file is damaged',
      happened:
        reason === 'not-one'
          ? 'It is another kind of file, or was damaged from its beginning. Nothing was imported.'
          : 'Part of it is missing or was changed, as by a broken transfer. Nothing was imported.',
      next: 'Get the .rekey file again, or have it exported again.',
    }),
    'setup-file-too-new': () => ({
      title: 'The set-up file was made by a newer version',
      happened: 'This copy of Rekey for 3CX cannot read it. Nothing was imported.',
      next: 'Update this copy, or have the file exported by this version.',
    }),
    'shortcut-refused': ({ input }) => ({
      title: 'The shortcut could not be set',
      happened: `The system did not take ${input ? `“${input}”` : 'it'}: another program may use it, or this desktop allows none.`,
      next: 'Choose another one. The tray’s menu opens the panel as well.',
    }),
    'login-item-refused': ({ systemSays }) => ({
      title: 'Starting at log-in could not be changed',
      happened: `The system did not take the change${systemSays ? ` (${systemSays})` : ''}.`,
      next: 'Look under the system’s own settings for programs that start at log-in.',
    }),
    'call-refused': ({ reason }) => {
      const why = entryOf(call, reason);
      return {
        title: 'A request of the window was refused',
        happened: `It came from a page that may not ask, or was not in the expected form${why ? ` (${why})` : ''}.`,
        next: 'Reload the window. If it stays, report it: this is a fault in the program.',
      };
    },
    cancelled: () => ({
      title: 'Cancelled',
      happened: 'It was cancelled before its request was sent.',
      next: 'Run it again when you like.',
    }),
    internal: () => ({
      title: 'Something in Rekey went wrong',
      happened: 'This is a fault in the program, not in what you did.',
      next: 'Try again, and report it if it stays.',
    }),
  };
}

/** Why a text is no MAC, in English. */
export const englishMacs: MacTexts = {
  empty: () => 'There is no MAC address.',
  length: ({ digits }) => {
    if (digits === undefined) return 'This is far too long for a MAC address.';
    return digits < 12
      ? `It has ${digits} of the 12 hexadecimal digits. If it went through a spreadsheet, leading zeros may be lost.`
      : `It has ${digits} hexadecimal digits; a MAC address has 12.`;
  },
  characters: ({ characters = '' }) =>
    `A MAC address has only the digits 0-9 and A-F; this has ${[...characters].map((c) => `"${c}"`).join(', ')}.`,
  grouping: () => 'The digits are grouped in a way no device writes them; one may be missing or doubled.',
  'eui-64': () =>
    'This is a 64-bit EUI-64 identifier with 16 digits, not a MAC address. Use the 12 digits printed on the device.',
  'all-zero': () => 'All zeros is a placeholder, not a device.',
  broadcast: () => 'FF:FF:FF:FF:FF:FF means all devices (broadcast), not one.',
  multicast: () => 'This is a multicast address (its first byte is odd), not a device.',
  'spreadsheet-number': () =>
    'A spreadsheet turned this MAC address into a number, and digits are lost. Format the column as text and enter it again.',
};
