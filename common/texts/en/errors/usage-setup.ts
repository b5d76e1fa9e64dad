import type { UsageReasons } from '../../error-words.ts';
import type { Counting } from '../counting.ts';
import { job, names, thisPbx } from './facts.ts';

/** What the user enters for a PBX, its proxy and the update check. */
export const pbxReasons = ({ number }: Counting) =>
  ({
    'pbx-name-taken': ({ pbx }) => ({
      title: 'Name already in use',
      happened: pbx ? `There is already a PBX named “${pbx}”.` : 'There is already a PBX with this name.',
      next: 'Choose another name.',
    }),
    'pbx-name-length': ({ limit = 0 }) => ({
      title: 'Name missing or too long',
      happened: `The name of a PBX has 1 to ${number(limit)} characters.`,
      next: 'Correct the name and try again.',
    }),
    'client-id-form': ({ limit = 0 }) => ({
      title: 'Client ID not valid',
      happened: `A client ID has 1 to ${number(limit)} characters and no spaces.`,
      next: 'Copy the client ID from the 3CX Admin Console.',
    }),
    'api-key-form': ({ limit = 0 }) => ({
      title: 'API key not valid',
      happened: `An API key has 1 to ${number(limit)} characters and no spaces.`,
      next: 'Copy the API key from the 3CX Admin Console.',
    }),
    'api-key-needed': () => ({
      title: 'API key needed',
      happened: 'Rekey doesn’t send a stored API key to a new address.',
      next: 'Enter the API key again.',
    }),
    'fingerprint-form': () => ({
      title: 'Fingerprint not valid',
      happened: 'A SHA-256 fingerprint has 64 hexadecimal digits, with or without colons.',
      next: 'Correct the fingerprint and try again.',
    }),
    'pbx-changed': (facts) => ({
      title: 'The PBX’s details have changed',
      happened: `The address, client ID, API key or certificate of ${thisPbx(facts)} has changed in the meantime. Nothing was sent.`,
      next: 'Start again.',
    }),
    'proxy-not-asking': () => ({
      title: 'No proxy is waiting for sign-in',
      happened: 'The proxy no longer requires sign-in, or another one is in use now.',
      next: 'Try the connection again.',
    }),
    'proxy-login-form': () => ({
      title: 'User name or password not valid',
      happened:
        'A user name can’t be empty or contain a colon. Neither the user name nor the password can contain control characters.',
      next: 'Correct them and try again.',
    }),
    'update-address-form': () => ({
      title: 'Address not valid',
      happened: 'The address of an update notice begins with https:// and contains no user name.',
      next: 'Correct the address and try again.',
    }),
    'update-check-no-key': () => ({
      title: 'Updates can’t be checked',
      happened: 'This build contains no update key, so it can’t verify update notices and doesn’t check.',
      next: 'Use a build that has an update key.',
    }),
    'update-check-no-address': () => ({
      title: 'Updates can’t be checked',
      happened: 'No address of an update notice is set, so Rekey doesn’t check.',
      next: 'Set an address to check for updates.',
    }),
  }) satisfies Partial<UsageReasons>;

/** Jobs that are not in the state that a command or button expects. */
export const jobReasons = {
  'job-unknown': (facts) => ({
    title: 'Job not found',
    happened: facts.job ? `There is no job ${facts.job}.` : 'There is no such job.',
    next: 'Look for the job under History.',
  }),
  'job-of-other-pbx': (facts) => ({
    title: 'The job belongs to another address',
    happened: `${job(facts)} was started at ${facts.pbx ?? 'another address'} and can continue only there, not at ${facts.host ?? 'this one'}.`,
    next: 'Restore that address, or cancel the remaining devices and run them in a new job.',
  }),
  'job-over': (facts) => ({
    title: 'The job is already over',
    happened: `${job(facts)} has no remaining devices.`,
    next: 'Start a new job if you need further passwords.',
  }),
  'job-waits': (facts) => ({
    title: 'The job is waiting for the PBX',
    happened: `${job(facts)} runs automatically when its PBX can be reached.`,
    next: 'Wait, or cancel the job.',
  }),
  'job-does-not-wait': (facts) => ({
    title: 'The job is no longer waiting',
    happened: `${job(facts)} has started, or was stopped in the meantime.`,
    next: 'Check the job under History.',
  }),
} satisfies Partial<UsageReasons>;

/** Setup files and their passphrases. */
export const setupFileReasons = ({ number }: Counting) =>
  ({
    'setup-file-pbx-count': ({ limit = 0 }) => ({
      title: 'Too few or too many PBXs',
      happened: `A setup file contains 1 to ${number(limit)} PBXs.`,
      next: 'Change the selection and try again.',
    }),
    'passphrase-short': ({ limit = 0 }) => ({
      title: 'Passphrase too short',
      happened: `The passphrase needs at least ${number(limit)} characters.`,
      next: 'Several words are easy to pass on.',
    }),
    'passphrase-repeated': () => ({
      title: 'Passphrase too simple',
      happened: 'The passphrase repeats the same few characters.',
      next: 'Several words are easy to pass on.',
    }),
    'pbxs-at-other-address': (facts) => ({
      title: 'PBX names already in use',
      happened: `You already have PBXs with these names at a different address: ${names(facts)}. Nothing was imported.`,
      next: 'Rename yours, then import the file again.',
    }),
    'pbxs-here-already': (facts) => ({
      title: 'PBXs already set up',
      happened: `These PBXs are already set up here: ${names(facts)}. Nothing was imported.`,
      next: 'They’re updated from the file only if you choose to.',
    }),
    'pbxs-changed-meanwhile': () => ({
      title: 'The PBXs here have changed',
      happened: 'The PBXs on this computer have changed in the meantime. Nothing was imported.',
      next: 'Review the list, then import again.',
    }),
    'setup-file-closed': () => ({
      title: 'Setup file closed',
      happened: 'This setup file is no longer open.',
      next: 'Open the setup file again.',
    }),
    'setup-file-not-opened': () => ({
      title: 'Passphrase needed',
      happened: 'The setup file hasn’t been unlocked yet.',
      next: 'Enter its passphrase first.',
    }),
    'nothing-exported': () => ({
      title: 'No setup file exported',
      happened: 'No setup file has been exported since this window was opened.',
      next: 'Export a setup file first.',
    }),
  }) satisfies Partial<UsageReasons>;
