import type { ErrorFacts, ErrorReason } from '../../../errors.ts';
import { type ErrorTexts, entryOf } from '../../error-words.ts';
import { file } from './facts.ts';

const unwritable: Record<ErrorReason<'file-unwritable'>, string> = {
  'no-folder': 'this folder doesn’t exist',
  'is-folder': 'this is a folder',
  'no-right': 'you don’t have permission to write there, or another program has the file open',
  'read-only': 'the disk is read-only',
  'file-in-use': 'another program, such as a spreadsheet, has the file open',
  'no-space': 'the disk is full',
  'disk-fault': 'the disk reports an error',
  other: 'the system doesn’t allow it',
};

/** Why a file or an output can’t be written, as the end of a sentence without its full stop. */
export const whyUnwritable = ({ reason, systemSays }: ErrorFacts): string => {
  const known = reason === 'other' ? undefined : entryOf(unwritable, reason);
  return known ?? unwritable.other + (systemSays ? ` (${systemSays})` : '');
};

/** Files that are written or imported. */
export const fileErrors = {
  'file-unwritable': (facts) => ({
    title: 'The file can’t be saved',
    happened: `${file(facts)}: ${whyUnwritable(facts)}.`,
    next: 'Choose another folder or name, then try again.',
  }),

  'setup-file-wrong-passphrase': () => ({
    title: 'The passphrase doesn’t open the setup file',
    happened: 'The file was made with a different passphrase, or was changed. Nothing was imported.',
    next: 'Enter the passphrase again. If you’re sure it’s correct, ask for the file to be sent again, another way.',
  }),

  'setup-file-damaged': ({ reason }) => ({
    title: reason === 'not-one' ? 'Not a setup file' : 'The setup file is damaged',
    happened:
      reason === 'not-one'
        ? 'This is another kind of file, or its beginning is damaged. Nothing was imported.'
        : 'Part of the file is missing or was changed, for example by an interrupted transfer. Nothing was imported.',
    next: 'Copy the .rekey file again, or ask for it to be exported again.',
  }),

  'setup-file-too-new': () => ({
    title: 'The setup file was made by a newer version',
    happened: 'This version of Rekey can’t read it. Nothing was imported.',
    next: 'Update Rekey, or ask for the file to be exported by this version.',
  }),
} satisfies Partial<ErrorTexts>;
