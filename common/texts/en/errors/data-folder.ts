import type { ErrorFacts, ErrorReason } from '../../../errors.ts';
import type { NamedSetting } from '../../../settings.ts';
import { type ErrorTexts, entryOf } from '../../error-words.ts';
import type { Counting } from '../counting.ts';

const dataFolder: Record<ErrorReason<'data-folder-unusable'>, string> = {
  'open-elsewhere': 'another window or terminal of Rekey is using it; nothing was deleted',
  busy: 'another instance of Rekey is using it and hasn’t finished',
  'kept-locked': 'another program keeps it locked',
  'new-unreadable': 'a newly created database can’t be read',
  'read-only': 'it’s read-only',
  'no-right': 'you don’t have permission to write to it',
  'no-folder': 'this folder can’t be created or opened',
  'database-locked': 'another program keeps its database locked',
  'database-damaged': 'its database is damaged',
  'database-damaged-in-use': 'its database is damaged and in use elsewhere',
  'disk-fault': 'the disk reports an error',
};

/** What to do about it. */
const dataFolderNext: Partial<typeof dataFolder> = {
  'open-elsewhere': 'Close Rekey’s other windows and terminals, then try again.',
  busy: 'Close the other instance, then start Rekey again.',
  'kept-locked': 'Close the other program, then start Rekey again.',
  'database-locked': 'Close the other program, then start Rekey again.',
  'database-damaged': 'Start Rekey again: it then sets the damaged database aside.',
  'database-damaged-in-use': 'Close all other windows and terminals of Rekey, then start it again.',
};

/** The names of settings as on their screen. */
const setting: Record<NamedSetting, string> = {
  appearance: 'Appearance',
  language: 'Language',
  clipboardSeconds: 'Clear the clipboard after',
  retentionDays: 'Keep passwords for',
  confirmAbove: 'Confirm by typing the count above',
  shortcut: 'Shortcut',
  keepInTray: 'Keep running when the window is closed',
  updateAddress: 'Update check',
  pace: 'Speed',
};

/** The data folder, its database and its settings. */
export function dataFolderErrors({ number }: Counting) {
  const count = (facts: ErrorFacts): string => number(facts.count ?? 0);

  return {
    'data-folder-unusable': (facts) => ({
      title: 'The data folder can’t be used',
      happened: `${facts.path ?? 'The folder'}: ${entryOf(dataFolder, facts.reason) ?? 'Rekey can’t write to it'}. Nothing was sent.`,
      next:
        entryOf(dataFolderNext, facts.reason) ??
        'Use another folder, or correct this one and start Rekey again.',
    }),

    'store-damaged': (facts) => ({
      title: 'The database was damaged',
      happened: `The damaged file was saved as ${facts.path ?? 'a copy'}. Rekey now uses a new, empty database.`,
      next: `Add the PBXs again. The damaged file may hold passwords, so Rekey deletes it after ${facts.limit === 1 ? 'one day' : `${facts.limit ?? 30} days`}. Copy it elsewhere if you need its history for longer.`,
    }),

    'store-too-new': (facts) => ({
      title: 'The database was used by a newer version',
      happened: `${facts.path ?? 'The database'} was last used by a newer version of Rekey. Nothing was changed.`,
      next: 'Update Rekey, or use another folder.',
    }),

    'settings-damaged': (facts) => ({
      title: 'A setting couldn’t be read',
      happened: `“${entryOf(setting, facts.setting) ?? 'A setting'}”${facts.pbx ? ` of ${facts.pbx}` : ''} is damaged in the database, so Rekey uses the default.${facts.setting === 'retentionDays' ? ' Rekey deletes no stored password until you set it again.' : ''}`,
      next:
        facts.setting === 'retentionDays'
          ? 'Set it again under Settings.'
          : 'Set it again under Settings, or keep the default.',
    }),

    'forget-incomplete': (facts) =>
      facts.reason === 'keychain'
        ? {
            title: 'Not all data was deleted',
            happened: `The keychain didn’t delete ${facts.count === 1 ? 'one entry' : `${facts.count === undefined ? 'some' : count(facts)} entries`} of “Rekey for 3CX”${facts.choices?.length ? `: ${facts.choices.join(', ')}` : ''}. Nothing was deleted on the disk, so you can try again.`,
            next: 'Unlock the keychain and try again. Or delete all but the keychain entries, then remove those in the system’s keychain program.',
          }
        : {
            title: 'Not all data was deleted',
            happened: `These files couldn’t be deleted: ${facts.choices?.join(', ') || 'part of the data folder'}.`,
            next: 'Close the programs that use them, then delete them yourself.',
          },

    'disk-full': (facts) => ({
      title: 'The disk is full',
      happened: `${facts.path ?? 'The data folder'}: the next step couldn’t be recorded, so no further requests were sent.`,
      next: 'Free up some space, then continue.',
    }),
  } satisfies Partial<ErrorTexts>;
}
