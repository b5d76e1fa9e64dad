import type { ErrorFacts, ErrorReason } from '../../../errors.ts';
import { type ErrorTexts, entryOf } from '../../error-words.ts';
import { file } from './facts.ts';

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

const whyUnwritable = ({ reason, systemSays }: ErrorFacts): string => {
  const known = reason === 'other' ? undefined : entryOf(unwritable, reason);
  return known ?? unwritable.other + (systemSays ? ` (${systemSays})` : '');
};

/** Files that are written or imported. */
export const fileErrors = {
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
} satisfies Partial<ErrorTexts>;
