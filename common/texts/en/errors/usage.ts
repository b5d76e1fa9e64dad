import type { ErrorFacts, ErrorReason } from '../../../errors.ts';
import { type ErrorTexts, entryOf } from '../../error-words.ts';
import type { Counting } from '../counting.ts';
import { file, names, thisPbx } from './facts.ts';

/** What the user gave that cannot be used. */
export function usageErrors({ number }: Counting) {
  const megabytes = (bytes: number | undefined): string => `${number((bytes ?? 0) / 1_000_000, 1)} MB`;

  const count = (facts: ErrorFacts): string => number(facts.count ?? 0);

  const limit = (facts: ErrorFacts): string => number(facts.limit ?? 0);

  const usage: Record<ErrorReason<'usage'>, (facts: ErrorFacts) => string> = {
    'list-too-long': (facts) => `The list is longer than ${limit(facts)} characters.`,
    'list-too-many-macs': (facts) => `The list has more than ${limit(facts)} MAC addresses. Split it.`,
    'clipboard-empty': () => 'There is no text on the clipboard.',
    'files-too-many': (facts) => `These are ${count(facts)} files. Open at most ${limit(facts)} at a time.`,
    'file-too-large': (facts) =>
      `${file(facts)} has ${megabytes(facts.count)}. A list may have ${megabytes(facts.limit)}.`,
    'files-too-large': (facts) =>
      `These files have ${megabytes(facts.count)} together. A list may have ${megabytes(facts.limit)}.`,
    'file-missing': (facts) => `${file(facts)} does not exist.`,
    'file-is-folder': (facts) => `${file(facts)} is a folder, not a file.`,
    'file-forbidden': (facts) => `${file(facts)} may not be read by this user.`,
    'file-unreadable': (facts) =>
      facts.systemSays
        ? `${file(facts)} cannot be read (${facts.systemSays}).`
        : `${file(facts)} cannot be read. It may have been moved, or be open elsewhere.`,
    'file-is-spreadsheet': (facts) =>
      `Rekey can’t read the spreadsheet format of ${file(facts)}. Save it as .xlsx or CSV, or copy its cells and paste them as a list.`,
    'file-is-protected': (facts) =>
      `${file(facts)} is protected by a password. Save a copy without one, or copy its cells and paste them as a list.`,
    'file-is-document': (facts) =>
      `Rekey can’t read a document such as ${file(facts)}. Open it, copy the MAC addresses and paste them as a list.`,
    'file-is-picture': (facts) =>
      `${file(facts)} is a picture. Rekey reads text only: type the MAC addresses, or scan their barcodes.`,
    'file-is-archive': (facts) => `${file(facts)} is an archive. Unpack it, then open the files in it.`,
    'file-damaged': (facts) =>
      `${file(facts)} is damaged or incomplete. Copy or download it again, or save it again in the program it comes from.`,
    'file-unpacked-too-large': (facts) =>
      `${file(facts)} contains too much data to read. Save only the list, as CSV.`,
    'file-empty': (facts) => `${file(facts)} contains no text.`,
    'file-not-text': (facts) =>
      `${file(facts)} is not a text file. Open a text file, CSV or .xlsx, or copy the text and paste it as a list.`,
    'file-exists': (facts) => `${file(facts)} is there already. Give another name.`,
    'pbx-name-taken': (facts) =>
      facts.pbx ? `There is a PBX named “${facts.pbx}” already.` : 'There is a PBX of this name already.',
    'pbx-name-length': (facts) => `A PBX needs a name of 1 to ${limit(facts)} characters.`,
    'client-id-form': (facts) => `The client ID must be 1 to ${limit(facts)} characters without spaces.`,
    'api-key-form': (facts) => `The API key must be 1 to ${limit(facts)} characters without spaces.`,
    'api-key-needed': () => 'For another address, the API key has to be entered again.',
    'fingerprint-form': () =>
      'The fingerprint must be a SHA-256 one: 64 hexadecimal digits, with or without colons.',
    'pbx-changed': (facts) =>
      `The address, the client ID, the API key or the trusted certificate of ${thisPbx(facts)} was changed meanwhile. Nothing was sent; have it done anew.`,
    'job-unknown': (facts) => (facts.job ? `There is no job ${facts.job}.` : 'There is no such job.'),
    'job-of-other-pbx': (facts) =>
      `${facts.job ? `Job ${facts.job}` : 'The job'} began at ${facts.pbx ?? 'another address'} and goes on only there, not at ${facts.host ?? 'this one'}. Give the PBX that address again; or cancel what is left of the job, and run those devices in a new one.`,
    'job-over': (facts) =>
      `${facts.job ? `Job ${facts.job}` : 'The job'} is over; nothing of it is left to run.`,
    'job-waits': (facts) =>
      `${facts.job ? `Job ${facts.job}` : 'The job'} waits until its PBX can be reached.`,
    'job-does-not-wait': (facts) =>
      `${facts.job ? `Job ${facts.job}` : 'The job'} does not wait, or not any more.`,
    'setup-file-pbx-count': (facts) => `A set-up file takes 1 to ${limit(facts)} PBXs.`,
    'passphrase-short': (facts) =>
      `The passphrase needs at least ${limit(facts)} characters; several words are easy to tell someone.`,
    'passphrase-repeated': () => 'The passphrase is the same few characters over and over.',
    'pbxs-at-other-address': (facts) =>
      `Here are PBXs of the same name at another address: ${names(facts)}. Give yours another name first. Nothing was imported.`,
    'pbxs-here-already': (facts) =>
      `These PBXs are here already: ${names(facts)}. Only when you say so are they updated from the file. Nothing was imported.`,
    'pbxs-changed-meanwhile': () => 'The PBXs here changed meanwhile. Nothing was imported.',
    'setup-file-closed': () => 'This set-up file is not open any more. Open it again.',
    'setup-file-not-opened': () => 'The passphrase of the set-up file was not entered yet.',
    'nothing-exported': () => 'No set-up file was exported yet.',
    'proxy-not-asking': () => 'No proxy of that name asks for a log-in.',
    'update-address-form': () => 'Enter an https address without a login.',
    'proxy-login-form': () =>
      'A user name must not be empty or have a colon, and neither it nor the password may have control characters.',
  };
  return {
    usage: (facts) => ({
      title: 'This cannot be done like this',
      happened:
        entryOf(usage, facts.reason)?.(facts) ?? facts.terminalSays ?? 'An argument is missing or wrong.',
      next: facts.choices?.length
        ? `Choose one of: ${facts.choices.join(', ')}.`
        : 'Correct it and try again.',
    }),

    'mac-invalid': (facts) => ({
      title:
        facts.count && facts.count > 1
          ? `${count(facts)} entries are not MAC addresses`
          : 'Not a MAC address',
      happened: [facts.input ? `“${facts.input}”:` : '', facts.terminalSays ?? ''].join(' ').trim(),
      next: 'Correct it. Nothing was sent.',
    }),
  } satisfies Partial<ErrorTexts>;
}
