import type { UsageReasons } from '../../error-words.ts';
import type { Counting } from '../counting.ts';
import { file } from './facts.ts';

/** Lists, and the files they come from. */
export const listReasons = ({ number }: Counting) => {
  const megabytes = (bytes = 0): string => `${number(bytes / 1_000_000, 1)} MB`;
  return {
    'list-too-long': ({ limit = 0 }) => ({
      title: 'List too long',
      happened: `The list has more than ${number(limit)} characters.`,
      next: 'Split the list and try again.',
    }),
    'list-too-many-macs': ({ limit = 0 }) => ({
      title: 'Too many MAC addresses',
      happened: `The list has more than ${number(limit)} MAC addresses.`,
      next: 'Split the list and try again.',
    }),
    'clipboard-empty': () => ({
      title: 'Nothing to paste',
      happened: 'There is no text on the clipboard.',
      next: 'Copy the list first.',
    }),
    'files-too-many': ({ count = 0, limit = 0 }) => ({
      title: 'Too many files',
      happened: `You opened ${number(count)} files.`,
      next: `Open at most ${number(limit)} at a time.`,
    }),
    'file-too-large': (facts) => ({
      title: 'File too large',
      happened: `${file(facts)} has ${megabytes(facts.count)}. A list can have up to ${megabytes(facts.limit)}.`,
      next: 'Save only the list as a file, or split it.',
    }),
    'files-too-large': ({ count, limit }) => ({
      title: 'Files too large',
      happened: `These files have ${megabytes(count)} in total. A list can have up to ${megabytes(limit)}.`,
      next: 'Open fewer files at a time.',
    }),
    'file-missing': (facts) => ({
      title: 'File not found',
      happened: `${file(facts)} doesn’t exist.`,
      next: 'Check the name and the folder.',
    }),
    'file-is-folder': (facts) => ({
      title: 'This is a folder',
      happened: `${file(facts)} is a folder, not a file.`,
      next: 'Open a file in it.',
    }),
    'file-forbidden': (facts) => ({
      title: 'No permission to read this file',
      happened: `You don’t have permission to read ${file(facts, 'the file')}.`,
      next: 'Change the file’s permissions, or copy it to a folder of your own.',
    }),
    'file-unreadable': (facts) => ({
      title: 'The file can’t be read',
      happened: facts.systemSays
        ? `${file(facts)} can’t be read (${facts.systemSays}).`
        : `${file(facts)} can’t be read. The file may have been moved, or be open in another program.`,
      next: 'Check the file and try again.',
    }),
    'file-is-spreadsheet': (facts) => ({
      title: 'Rekey can’t open this spreadsheet format',
      happened: `Rekey can’t read the spreadsheet format of ${file(facts, 'this file')}.`,
      next: 'Save it as .xlsx or CSV, or copy its cells and paste them as a list.',
    }),
    'file-is-protected': (facts) => ({
      title: 'The file is password-protected',
      happened: `${file(facts)} is protected by a password.`,
      next: 'Save a copy without one, or copy its cells and paste them as a list.',
    }),
    'file-is-document': (facts) => ({
      title: 'Rekey can’t open documents',
      happened: `${file(facts)} is a document, which Rekey can’t read.`,
      next: 'Open it in its program, copy the MAC addresses and paste them as a list.',
    }),
    'file-is-picture': (facts) => ({
      title: 'Rekey can’t read pictures',
      happened: `${file(facts)} is a picture. Rekey reads text only.`,
      next: 'Type the MAC addresses, or scan their barcodes.',
    }),
    'file-is-archive': (facts) => ({
      title: 'Rekey can’t open archives',
      happened: `${file(facts)} is an archive.`,
      next: 'Unpack it, then open the files in it.',
    }),
    'file-damaged': (facts) => ({
      title: 'The file is damaged',
      happened: `${file(facts)} is damaged or incomplete.`,
      next: 'Copy or download it again, or save it again in its program.',
    }),
    'file-unpacked-too-large': (facts) => ({
      title: 'Too much data in the file',
      happened: `${file(facts)} contains too much data to read.`,
      next: 'Save only the list, as CSV.',
    }),
    'file-empty': (facts) => ({
      title: 'The file is empty',
      happened: `${file(facts)} contains no text.`,
      next: 'Open another file.',
    }),
    'file-not-text': (facts) => ({
      title: 'Not a text file',
      happened: `${file(facts)} isn’t a text file.`,
      next: 'Open a text file, CSV or .xlsx, or copy the text and paste it as a list.',
    }),
    'file-exists': (facts) => ({
      title: 'The file already exists',
      happened: `${file(facts)} already exists and wasn’t replaced.`,
      next: 'Choose another name.',
    }),
  } satisfies Partial<UsageReasons>;
};
