import type { Counting } from './counting.ts';

export const settings = ({ number, counted }: Counting) => ({
  title: 'Settings',
  window: 'Window',
  appearance: 'Appearance',
  appearanceHint: 'System follows this computer’s light or dark appearance.',
  light: 'Light',
  dark: 'Dark',
  language: 'Language',
  languageHint: 'System uses this computer’s language, or English if it isn’t available.',
  acceptDefault: 'Use default',
  system: 'System',

  passwords: 'Passwords',
  clearClipboard: 'Clear the clipboard after',
  clearClipboardHint:
    'Rekey clears a copied password from the clipboard unless something else was copied since. Applies from the next copy.',
  clearClipboardInFront:
    'On Wayland, Rekey can clear the clipboard only while its window is in front; otherwise it does so when you return. If you quit Rekey from the system tray, a copied password may stay on the clipboard.',
  keep: 'Keep passwords for',
  keepHint:
    'For this many days, you can show and copy a new password again. Then Rekey deletes it from this computer. The device keeps working with it, and the history stays.',
  keepLabel: 'Days to keep passwords',
  days: 'days',
  deleteQuestion: (count: number) =>
    count === 1 ? 'Delete 1 stored password?' : `Delete ${number(count)} stored passwords?`,
  deleteHint: (count: number, days: number) =>
    `${count === 1 ? 'This password is' : 'These passwords are'} older than ${counted(days, 'day')}. This can’t be undone.`,
  deleteYes: 'Delete now',
  deleteNo: (days: number) => `Keep ${counted(days, 'day')}`,

  lists: 'Lists',
  confirmAbove: 'Confirm by typing the count above',
  confirmAboveHint: 'For a list with more devices than this, you type their number before anything is sent.',
  confirmAboveLabel: 'Number of devices that need no typed confirmation',
  devices: 'devices',
  wrongNumber: (max: number) => `Enter a whole number from 1 to ${number(max)}.`,

  pace: 'Speed of each PBX',
  paceHint: 'A PBX slows down a client that sends too many requests, and may block it.',

  support: 'Files and support',
  log: 'Log',
  logHint: 'What Rekey did and which errors occurred, without passwords, addresses or names.',
  showLog: 'Show in folder',
  database: 'Database',
  databaseHint: 'PBXs, device lists and jobs. Stored passwords are encrypted with a key from the keychain.',
  diagnostics: 'Diagnostics',
  diagnosticsHint:
    'Versions, counts, error codes and times, to send to someone who helps you. Contains nothing secret or personal.',
  copyDiagnostics: 'Copy diagnostics',
  copied: 'Copied',
  /** Deleting all data. */
  forget: {
    section: 'Remove Rekey’s data',
    title: 'Delete all data',
    hint: 'Deletes everything Rekey stores on this computer: PBXs, history, passwords, API keys, settings and the log. Nothing changes on the PBXs.',
    begin: 'Delete all data…',
    question: 'Delete all of Rekey’s data on this computer?',
    what: 'This deletes the database with all PBXs, jobs and stored passwords, the settings, the log, and this data folder’s entries in the keychain (API keys, sign-ins, proxy sign-ins, the key to the passwords). This cannot be undone. Other Rekey data folders on this computer keep theirs.',
    stays: 'Exported files stay where you saved them. Rekey then closes.',
    word: 'delete',
    type: (word: string) => `Type “${word}” to continue`,
    notTyped: (word: string) => `Enter “${word}”.`,
    yes: 'Delete all data',
    withoutKeychain: 'Delete all but keychain entries',
    no: 'Keep everything',
    gone: 'All data deleted',
    mayHoldMore:
      'A damaged database couldn’t be read, so the keychain may still contain entries of “Rekey for 3CX”. Remove those in the system’s keychain program.',
    leftForOthers: (entries: readonly string[]) =>
      `Another Rekey data folder on this computer may need these keychain entries of “Rekey for 3CX”, so they were kept: ${entries.join(', ')}. If there is no other folder, delete them in the system’s keychain program.`,
    closing: 'Rekey closes now.',
  },
});
