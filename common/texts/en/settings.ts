import type { Counting } from './counting.ts';

export const settings = ({ number, counted }: Counting) => ({
  title: 'Settings',
  window: 'Window',
  appearance: 'Appearance',
  appearanceHint: 'System changes between light and dark with this computer.',
  light: 'Light',
  dark: 'Dark',
  language: 'Language',
  languageHint: 'System is this computer’s language, or English where Rekey does not speak it.',
  acceptDefault: 'Keep the default',
  system: 'System',

  passwords: 'Passwords',
  clearClipboard: 'Clear the clipboard after',
  clearClipboardHint:
    'A copied password is taken off the clipboard again, unless something else was copied since. Counts from the next copy.',
  clearClipboardInFront:
    'On Wayland, Rekey can clear it only while it is in front; otherwise it does so when you return. If you quit Rekey from the tray, a copied password may stay on the clipboard.',
  keep: 'Keep passwords for',
  keepHint:
    'For so many days a new password can be shown and copied again. Then it is deleted from this computer for good; the device goes on working with it, and the history stays.',
  keepLabel: 'Days for which passwords are kept',
  days: 'days',
  deleteQuestion: (count: number) =>
    count === 1 ? 'Delete 1 kept password?' : `Delete ${number(count)} kept passwords?`,
  deleteHint: (count: number, days: number) =>
    `${count === 1 ? 'It is' : 'They are'} older than ${counted(days, 'day')}. What was deleted cannot be brought back.`,
  deleteYes: (count: number): string => (count === 1 ? 'Delete it now' : 'Delete them now'),
  deleteNo: (days: number) => `Keep ${counted(days, 'day')}`,

  lists: 'Lists',
  confirmAbove: 'Ask to type the number above',
  confirmAboveHint:
    'For a list of more devices than this, their number has to be typed before anything is sent.',
  confirmAboveLabel: 'Most devices without typing their number',
  devices: 'devices',
  wrongNumber: (max: number) => `A whole number from 1 to ${number(max)}.`,

  pace: 'Speed of each PBX',
  paceHint: 'A PBX throttles, and may block, a client that asks too much of it.',

  support: 'Files and support',
  log: 'Log',
  logHint: 'What was done and which errors there were, without passwords, addresses or names.',
  showLog: 'Show in folder',
  database: 'Database',
  databaseHint: 'PBXs, device lists and jobs; the kept passwords are sealed with a key in the keychain.',
  diagnostics: 'Diagnostics',
  diagnosticsHint:
    'Versions, counts, error codes and times, to send to somebody who helps. Nothing secret or personal is in it.',
  copyDiagnostics: 'Copy diagnostics',
  copied: 'Copied',
  /** Deleting all that is kept. */
  forget: {
    section: 'Leave this computer',
    title: 'Forget everything',
    hint: 'Deletes all that Rekey keeps on this computer: PBXs, history, passwords, API keys, settings and the log. On the PBXs nothing changes.',
    begin: 'Forget everything…',
    question: 'Forget everything on this computer?',
    what: 'The database with all PBXs, jobs and kept passwords, the settings, the log, and this data folder’s entries in the keychain (API keys, sign-ins, proxy sign-ins, the key to the passwords) are deleted. This can’t be undone. Other Rekey data folders on this computer keep theirs.',
    stays: 'Files that you exported stay where you put them. Then Rekey closes.',
    word: 'forget',
    type: (word: string) => `Type “${word}” to go on`,
    notTyped: (word: string) => `It has to be “${word}”.`,
    yes: 'Forget everything',
    withoutKeychain: 'Delete the rest, leave the keychain',
    no: 'Keep everything',
    gone: 'Everything is forgotten',
    mayHoldMore:
      'The damaged database that was set aside could not be read, so the keychain may still hold entries of “Rekey for 3CX”. Remove those in the system’s keychain program.',
    leftForOthers: (entries: readonly string[]) =>
      `Another Rekey data folder on this computer may need these keychain entries of “Rekey for 3CX”, so they were left: ${entries.join(', ')}. If there is no other folder, delete them in the system’s keychain program.`,
    closing: 'Rekey closes now.',
  },
});
