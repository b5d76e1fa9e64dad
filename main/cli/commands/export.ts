import { nameOf } from '../../../common/device-text.ts';
import { RekeyError } from '../../../common/errors.ts';
import type { Item } from '../../../common/model.ts';
import { writePrivateFile } from '../../files/write-file.ts';
import { byteOrderMark, spreadsheetRisks, toCsv, toJson } from '../../jobs/passwords/export.ts';
import type { Context, Outcome } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { isSealed, jobToRead, noneStored } from '../one-job.ts';
import { counted, words } from '../words.ts';

/** Writes a job as CSV or JSON, to a new file or to standard output. */
export async function exportJob(
  context: Context,
  id: string,
  {
    format,
    output,
    passwords,
    previousPasswords,
  }: {
    format: string;
    output?: string | undefined;
    passwords?: boolean | undefined;
    previousPasswords?: boolean | undefined;
  },
): Promise<Outcome> {
  const { io, services, hints, json } = context;
  if (passwords || previousPasswords) services.policy.throwIfNoExport();
  const toOutput = output === undefined || output === '-';
  if (json && toOutput)
    throw new RekeyError('usage', { terminalSays: 'With --json, name the file to write with --output.' });
  const job = jobToRead(context, id);
  const items = services.store.jobs.items(job.id);
  if (passwords && !items.some(isSealed))
    throw new RekeyError('usage', { terminalSays: noneStored(job, items, hints) });
  const hasPrevious = items.some(({ id }) => services.store.jobs.sealedBefore(id) !== null);
  const opened =
    passwords || (previousPasswords && hasPrevious)
      ? services.jobs.openAll(items, await services.opener())
      : null;
  const previous = (previousPasswords && opened?.countPrevious()) || null;
  // A file full of blanks would look as if it had the passwords.
  if ((passwords && opened?.readable === 0) || (previous?.readable === 0 && previous.unreadable > 0))
    throw new RekeyError('keychain-entry-missing', { reason: 'data-key' });
  const unreadable = ((passwords && opened?.unreadable) || 0) + (previous?.unreadable ?? 0);
  const exitCode = unreadable > 0 ? exitCodes.keychain : exitCodes.allSucceeded;
  if (unreadable > 0) io.err(words.texts.jobs.export.unreadable(unreadable));
  const csv = format === 'csv';
  const all = opened?.items ?? items;
  const passwordOf = (passwords && opened?.passwordOf) || null;
  const previousOf = previousPasswords ? (opened?.previousOf ?? (() => null)) : null;
  const text = csv
    ? toCsv(job, all, passwordOf, words, ',', previousOf)
    : toJson(job, all, passwordOf, words, previousOf);
  if (csv && passwordOf) warnOfSpreadsheets(spreadsheetRisks(all, passwordOf), 'password', io);
  if (csv && previousOf) warnOfSpreadsheets(spreadsheetRisks(all, previousOf), 'previous_password', io);
  if (toOutput) return { exitCode, json: {}, text, exact: true };
  await writePrivateFile(output, csv ? `${byteOrderMark}${text}` : text, { replace: false });
  const what = passwords || previousPasswords ? 'with the passwords in plain text' : 'without passwords';
  return {
    exitCode,
    json: { path: output, unreadable },
    text: `Wrote job ${job.id} to ${output}, ${what}.`,
  };
}

const maxNamed = 5;

/** Warns that a spreadsheet may display some passwords differently; the file itself has them exactly. */
function warnOfSpreadsheets(
  items: readonly Item[],
  column: 'password' | 'previous_password',
  io: Pick<Io, 'err'>,
): void {
  if (items.length === 0) return;
  const named = items.slice(0, maxNamed).map(({ mac, device }) => nameOf(mac, device));
  const more = items.length > named.length ? [`${items.length - named.length} more`] : [];
  const which = words.format.list([...named, ...more]);
  const what = counted(items.length, column === 'password' ? 'password' : 'previous password');
  io.err(
    `A spreadsheet may take ${what} for a formula, a number or a date and change what it shows: ${which}. Import the ${column} column as text.`,
  );
}
