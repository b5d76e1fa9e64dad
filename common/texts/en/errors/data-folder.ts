import type { ErrorFacts, ErrorReason } from '../../../errors.ts';
import type { NamedSetting } from '../../../settings.ts';
import { type ErrorTexts, entryOf } from '../../error-words.ts';
import type { Counting } from '../counting.ts';

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

/** What settings are called on their screen. */
const setting: Record<NamedSetting, string> = {
  appearance: 'Appearance',
  language: 'Language',
  clipboardSeconds: 'Clear the clipboard after',
  retentionDays: 'Keep passwords for',
  confirmAbove: 'Ask to type the number above',
  shortcut: 'Shortcut',
  keepInTray: 'Keep running in the tray',
  updateAddress: 'Update check',
  pace: 'Speed',
};

/** The data folder, its database and its settings. */
export function dataFolderErrors({ number }: Counting) {
  const count = (facts: ErrorFacts): string => number(facts.count ?? 0);

  return {
    'data-folder-unusable': (facts) => ({
      title: 'The data folder cannot be used',
      happened: `${facts.path ?? 'The folder'}: ${entryOf(dataFolder, facts.reason) ?? 'it cannot be written to'}.`,
      next: 'Put that right, or use another folder. Nothing was sent.',
    }),

    'store-damaged': (facts) => ({
      title: 'The database was damaged',
      happened: `The damaged file was saved as ${facts.path ?? 'a copy'}. Rekey now uses a new, empty database.`,
      next: `Add the PBXs again. The damaged file may hold passwords, so Rekey deletes it after ${facts.limit === 1 ? 'one day' : `${facts.limit ?? 30} days`}. Copy it elsewhere if you need its history for longer.`,
    }),

    'store-too-new': (facts) => ({
      title: 'The database was made by a newer version',
      happened: `${facts.path ?? 'It'} was last used by a newer Rekey for 3CX.`,
      next: 'Update this copy, or use another folder. Nothing was changed.',
    }),

    'settings-damaged': (facts) => ({
      title: 'A setting could not be read',
      happened: `“${entryOf(setting, facts.setting) ?? 'A setting'}”${facts.pbx ? ` of ${facts.pbx}` : ''} is damaged in the database; its default counts instead.${facts.setting === 'retentionDays' ? ' No kept password is deleted until it is set again.' : ''}`,
      next:
        facts.setting === 'retentionDays'
          ? 'Set it again under Settings.'
          : 'Set it again under Settings, or keep the default.',
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
  } satisfies Partial<ErrorTexts>;
}
