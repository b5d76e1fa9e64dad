import { minPassphraseLength } from '../../setup-file.ts';
import type { Counting } from './counting.ts';

/** Files that carry PBXs to another computer. */
export const setupFiles = ({ number }: Counting) => ({
  kind: 'Set-up file',
  anyFile: 'All files',
  openFile: 'Open set-up file…',
  exportFile: 'Export set-up file',
  dropHere: 'Drop the set-up file to open it',
  waits: (file: string) => `${file} waits to be opened`,
  goOn: 'Go on',
  closeFile: 'Close the file',

  exportTitle: 'Export set-up file',
  exportLead:
    'The file has name, address, client ID, trusted certificate and speed of each PBX, for another computer to import.',
  which: 'PBXs in the file',
  all: 'All',
  none: 'None',
  chooseOne: 'Choose at least one PBX.',
  keys: 'API keys',
  withoutKeys: 'Leave out',
  withKeys: 'Include',
  withoutKeysHint: 'They are entered on the other computer. This is the better way if both will be used.',
  sharedKeyTitle: 'Two computers with one API client sign each other out',
  sharedKey:
    'The file has API keys in it. A PBX keeps only one sign-in per API client: two computers with the same one keep signing each other out. If both will be used, make one each: in 3CX’s console under Integrations > API add another client for the second computer, and give the PBX there that one’s client ID and API key.',
  newPassphrase: 'Passphrase',
  newPassphraseHint: (min: number) =>
    `At least ${number(min)} characters. Tell it some other way than you send the file; nobody can open the file without it.`,
  samePassphrase: 'The same again',
  samePassphraseHint: 'A slip of the finger would lock the file for good.',
  poorPassphrase: {
    short: `The passphrase needs at least ${number(minPassphraseLength)} characters; several words are easy to tell someone.`,
    repeated: 'The passphrase is the same few characters over and over.',
  },
  notTheSame: 'The two passphrases are not the same.',
  save: 'Save file…',
  exported: (count: number) =>
    `${count === 1 ? 'The PBX is' : `${number(count)} PBXs are`} in the set-up file`,
  exportedWith: 'With API keys: whoever has the file and its passphrase can sign in to these PBXs.',
  exportedWithout: 'Without API keys: they are entered on the other computer.',
  nextStep:
    'There it is opened by a double click. Tell the passphrase some other way than you send the file.',
  showInFolder: 'Show in folder',
  done: 'Done',

  importTitle: 'Open set-up file',
  passphrase: 'Passphrase',
  passphraseHint: 'Whoever made the file knows it. Nothing is imported yet.',
  enterPassphrase: 'Enter the passphrase.',
  open: 'Open',
  openAnother: 'Open another file…',
  contents: 'PBXs in the file',
  withKey: 'With API key',
  noKey: 'Without API key',
  ownCertificate: 'Certificate pinned',
  isNew: 'New',
  isHere: 'Here already',
  decision: (pbx: string) => `What to do with ${pbx}`,
  keep: 'Keep mine',
  replace: 'Update from file',
  replaced: {
    imported: 'Its API key is replaced by the one in the file.',
    kept: 'Its API key is kept.',
    missing: 'It has no API key then: the file has none for it, so the key has to be entered.',
  },
  certificates: {
    replaced: 'Another certificate is trusted from then on: the one in the file.',
    added: 'Only the certificate in the file is trusted from then on.',
    dropped: 'The certificate that is trusted now is not any more; what this computer trusts is.',
  },
  elsewhere:
    'A PBX of this name is here at another address. It is left as it is; give yours another name to import this one.',
  importCount: (count: number) => `Import ${number(count)} ${count === 1 ? 'PBX' : 'PBXs'}`,
  nothingToImport: 'Nothing is chosen to be imported.',
  changedMeanwhile: 'What is below is how it stands now.',
  imported: (count: number) =>
    `${count === 1 ? '1 PBX is' : `${number(count)} PBXs are`} set up on this computer`,
  added: 'Added',
  updated: 'Updated',
  notTriedYet: 'Nothing was contacted yet. A PBX is tried when you first use it, or test it.',
  keyMissing: 'Its API key is missing.',
  enterKey: 'Enter API key',
  enterKeyOf: (pbx: string) => `Enter API key of ${pbx}`,
});
