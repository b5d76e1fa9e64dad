import type { Counting } from './counting.ts';

/** Files that carry PBXs to another computer. */
export const setupFiles = ({ number }: Counting) => ({
  kind: 'Setup file',
  anyFile: 'All files',
  openFile: 'Open setup file…',
  exportFile: 'Export setup file',
  dropHere: 'Drop the setup file to open it',
  waits: (file: string) => `${file} is ready to open`,
  goOn: 'Continue',
  closeFile: 'Close file',

  exportTitle: 'Export setup file',
  exportLead:
    'The file contains the name, address, client ID, pinned certificate and speed of each PBX. You can import it on another computer.',
  which: 'PBXs in the file',
  all: 'All',
  none: 'None',
  chooseOne: 'Choose at least one PBX.',
  keys: 'API keys',
  withoutKeys: 'Leave out',
  withKeys: 'Include',
  withoutKeysHint: 'You enter them on the other computer. This is better if you’ll use both computers.',
  sharedKeyTitle: 'Two computers with one API client sign each other out',
  sharedKey:
    'The file contains API keys. A PBX keeps only one sign-in per API client, so two computers with the same one keep signing each other out. If you’ll use both, add another API client for the second computer: in the 3CX Admin Console, under Integrations > API. Then enter its client ID and API key there.',
  newPassphrase: 'Passphrase',
  newPassphraseHint: (min: number) =>
    `At least ${number(min)} characters. Nobody can open the file without it. Send it separately from the file.`,
  samePassphrase: 'Confirm passphrase',
  samePassphraseHint: 'If you mistype it, nobody can open the file.',
  notTheSame: 'The passphrases don’t match.',
  save: 'Save file…',
  exported: (count: number) => `Setup file with ${count === 1 ? '1 PBX' : `${number(count)} PBXs`} exported`,
  exportedWith: 'With API keys: anyone who has the file and its passphrase can sign in to these PBXs.',
  exportedWithout: 'Without API keys: you enter them on the other computer.',
  nextStep:
    'Double-click the file on the other computer to open it. Send the passphrase separately from the file.',
  showInFolder: 'Show in folder',
  done: 'Done',

  importTitle: 'Open setup file',
  passphrase: 'Passphrase',
  passphraseHint: 'You get it from the person who made the file. Nothing is imported yet.',
  enterPassphrase: 'Enter the passphrase.',
  open: 'Open',
  openAnother: 'Open another file…',
  contents: 'PBXs in the file',
  withKey: 'With API key',
  noKey: 'Without API key',
  ownCertificate: 'Certificate pinned',
  isNew: 'New',
  isHere: 'Already set up',
  decision: (pbx: string) => `What to do with ${pbx}`,
  keep: 'Keep mine',
  replace: 'Update from file',
  replaced: {
    imported: 'Its API key is replaced by the one in the file.',
    kept: 'Its API key stays as it is.',
    missing: 'The file has no API key for this PBX. You’ll need to enter it.',
  },
  certificates: {
    replaced: 'The pinned certificate is replaced by the one in the file.',
    added: 'The certificate in the file is pinned; no other is accepted.',
    dropped:
      'The pinned certificate no longer applies. Rekey trusts this computer’s certificate authorities instead.',
  },
  elsewhere:
    'You already have a PBX with this name at a different address. It won’t be changed. To import this one, rename yours first.',
  importCount: (count: number) => `Import ${number(count)} ${count === 1 ? 'PBX' : 'PBXs'}`,
  nothingToImport: 'No PBX is selected for import.',
  changedMeanwhile: 'The list below shows the current state.',
  imported: (count: number) =>
    `${count === 1 ? '1 PBX is' : `${number(count)} PBXs are`} set up on this computer`,
  added: 'Added',
  updated: 'Updated',
  notTriedYet: 'No PBX has been contacted yet. Rekey connects when you first use or test one.',
  keyMissing: 'Its API key is missing.',
  enterKey: 'Enter API key',
  enterKeyOf: (pbx: string) => `Enter API key of ${pbx}`,
});
