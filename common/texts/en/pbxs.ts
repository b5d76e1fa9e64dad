import { code, rich, strong } from '../rich.ts';
import type { Counting } from './counting.ts';

/** The PBXs screen, its form, and the way to the first PBX. */
export const pbxs = ({ number }: Counting) => ({
  none: 'No PBX is set up on this computer yet. Add one to begin.',
  connectFirst: 'Add your first PBX',
  whereToFindKey: [
    rich`In the 3CX Admin Console, open ${strong('Integrations > API')} and add an API client: department ${strong('DEFAULT')}, role ${strong('System Owner')}, ${strong('3CX Configuration API access')} on.`,
    rich`Enter its ${strong('client ID')} and ${strong('API key')} in Rekey. 3CX shows the key only once. Create one API client per computer: a second sign-in ends the first.`,
  ],

  /** A PBX's card. */
  find: 'Find a PBX',
  noneFound: (text: string) => `No results for “${text}”`,
  foundOf: (found: number, total: number) => `${number(found)} of ${number(total)} PBXs`,
  detailsOf: (pbx: string) => `Details of ${pbx}`,
  clientIdOf: (clientId: string) => rich`Client ID ${code(clientId)}`,
  test: 'Test',
  testOf: (pbx: string) => `Test ${pbx}`,
  edit: 'Edit',
  remove: 'Remove',
  removeOf: (pbx: string) => `Remove ${pbx}`,
  pinned: 'Certificate pinned',
  notTried: 'Not contacted yet',
  keyMissing: 'API key missing',
  keyMissingOf: (pbx: string) => `The API key of ${pbx} is missing`,
  keyMissingHint: 'Rekey can’t sign in to the PBX without it.',
  failed: (ago: string, reason: string) => `Failed ${ago}: ${reason}`,
  /** @param version null if it is not known */
  answered: (ago: string, version: string | null) => `Answered ${ago}${version ? `, 3CX ${version}` : ''}`,

  /** The load that lists put on it. */
  pace: {
    /** @param perSecond null for no limit */
    is: (atOnce: number, perSecond: number | null) =>
      `Speed: ${number(atOnce)} at once, ${perSecond === null ? 'no limit per second' : `at most ${number(perSecond)} per second`}`,
    change: 'Change',
    changeOf: (pbx: string) => `Change the speed of ${pbx}`,
    of: (pbx: string) => `Speed of ${pbx}`,
    atOnce: 'Devices at once',
    atOnceHint: (max: number) => `1 to ${number(max)}`,
    atOnceWrong: (max: number) => `Enter a whole number from 1 to ${number(max)}.`,
    perSecond: 'Devices per second',
    perSecondHint: (max: number) => `1 to ${number(max)}, or empty for no limit`,
    perSecondWrong: (max: number) =>
      `Enter a whole number from 1 to ${number(max)}, or leave the field empty.`,
    save: 'Save speed',
  },

  /** The result of a test. */
  passed: 'Connection successful: API key accepted',
  /** @param version null if it is not known; @param count null if the list can't be read */
  passedFacts: (version: string | null, count: number | null) =>
    `${version ? `3CX ${version}` : '3CX version unknown'}${
      count === null
        ? '. The API client’s role isn’t allowed to read the device list, so Rekey can’t recognise devices by name.'
        : `, ${number(count)} ${count === 1 ? 'gateway or DECT base' : 'gateways and DECT bases'}.`
    }`,
  tryKeyAgain: 'Retry this key once',
  tryKeyAgainHint:
    'Retry only if you’ve fixed the API client in the 3CX Admin Console. Further rejections can get this IP address blocked.',
  signInNow: 'Sign in now anyway',
  signInNowHint:
    'Sign in now only if you’re sure of the client ID and API key. If the PBX rejects them again, it may block this IP address for every program on this network.',
  editToTrust: 'Review certificate…',
  editAddress: 'Edit address',
  editKey: 'Edit client ID and key',

  removal: {
    alsoHistory: (jobs: number) => `Also delete its history (${number(jobs)} ${jobs === 1 ? 'job' : 'jobs'})`,
    whatHistory: 'Its jobs and their stored passwords are deleted. This can’t be undone.',
  },
  removeQuestion: (pbx: string) => rich`Remove ${strong(pbx)} from this computer?`,
  removeLoses:
    'Rekey deletes its API key from the keychain, and its device list. Nothing changes on the PBX.',
  removeKeeps:
    'The history stays, with its passwords for as long as they’re kept. To resume an unfinished job, you’d have to add a PBX with this address again.',
  keep: 'Keep',

  /** The form. */
  addTitle: 'Add a PBX',
  add: 'Add PBX',
  address: 'Address',
  addressHint:
    'The address of the 3CX web client. Self-hosted systems often have a port: https://pbx.example.com:5001.',
  addressMissing: 'Enter the address of the PBX.',
  name: 'Name',
  nameHint: 'If left empty, the host name is used.',
  clientId: 'Client ID',
  clientIdMissing: 'Enter the client ID.',
  apiKey: 'API key',
  apiKeyHint: 'Stored in this computer’s keychain and never shown again.',
  apiKeyStored: 'Leave empty to keep the stored key.',
  apiKeyMissing: 'Enter the API key.',
  trustNew: 'Trust the new certificate',
  trust: 'Trust this certificate',
  onlyTrusted: 'Pinned certificate (SHA-256)',
  forgetTrust: 'Use this computer’s certificate authorities',
  save: 'Save',
  testConnection: 'Test connection',
  discardQuestion: 'Discard what you entered?',
  discard: 'Discard',
  keepEditing: 'Keep editing',
});
