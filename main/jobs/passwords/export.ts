import { describeError } from '../../../common/error-text.ts';
import { formatMac, type Mac } from '../../../common/mac.ts';
import type { Item, Job } from '../../../common/model.ts';
import { passwordStateOf } from '../../../common/password-state.ts';
import type { Words } from '../../../common/texts/index.ts';
import { visibleText } from '../../../common/visible.ts';

/** Returns an item's password, or null; called only for an export with plain-text passwords. */
export type PasswordOf = (item: Item) => string | null;

const columns = [
  'mac',
  'name',
  'brand',
  'model',
  'lines',
  'outcome',
  'attempts',
  'ended',
  'error',
  'error_code',
  'pbx',
  'job',
  'reference',
  'user',
  'replaced',
] as const;
/** Added in a later version, so after the others. */
const laterColumns = ['known_by', 'checked_again'] as const;
const latestColumns = ['kind', 'owner', 'macs', 'fetch', 'fetch_at', 'fetch_request'] as const;

export type CsvSeparator = ',' | ';';

/** Where numbers have a decimal comma, spreadsheets expect semicolons between cells. @param locale must exist */
export function separatorFor(locale: string): CsvSeparator {
  const parts = new Intl.NumberFormat(locale).formatToParts(0.5);
  return parts.some(({ type, value }) => type === 'decimal' && value === ',') ? ';' : ',';
}

/**
 * Returns a job as CSV (RFC 4180, CRLF). A text from the PBX or the user that a spreadsheet would read as a formula,
 * a number or a date is prefixed with an apostrophe. Passwords are always exact; `spreadsheetRisks` returns those
 * that need care.
 *
 * @param passwordOf null leaves the password columns out
 * @param words for errors; everything else is the same in every language
 * @param previousOf null leaves the previous passwords out
 */
export function toCsv(
  job: Job,
  items: readonly Item[],
  passwordOf: PasswordOf | null,
  words: Words,
  separator: CsvSeparator = ',',
  previousOf: PasswordOf | null = null,
): string {
  const head = [
    ...columns,
    ...(passwordOf ? ['password_state', 'password', 'password_source'] : []),
    ...laterColumns,
    ...(previousOf ? ['previous_password'] : []),
    ...latestColumns,
  ];
  const rows = items.map((item) => [
    ...rowOf(job, item, words).map(csvCell),
    ...(passwordOf
      ? [passwordStateOf(item) ?? '', exactCell(passwordOf(item)), item.credentialsSource ?? '']
      : []),
    item.knownBy ?? '',
    item.nextReadback?.at ?? '',
    ...(previousOf ? [exactCell(previousOf(item))] : []),
    ...[item.device?.kind ?? '', item.device?.owner ?? '', item.macs.map(formatMac).join(' ')].map(csvCell),
    ...fetchCells(item),
  ]);
  return [head, ...rows].map((row) => `${row.join(separator)}\r\n`).join('');
}

/** The fetch state of the item's devices, since when, and the states of their last requests. */
function fetchCells({ fetch }: Item): [string, string, string] {
  const requests = fetch?.devices.flatMap(({ request }) => request?.state ?? []) ?? [];
  return [fetch?.state ?? '', fetch?.at ?? '', [...new Set(requests)].join(' ')];
}

/** Precedes a CSV file, so that spreadsheets read it as UTF-8. */
export const byteOrderMark = '\u{feff}';

/** The items whose password a spreadsheet may read as a formula, a number or a date, and display differently. */
export function spreadsheetRisks(items: readonly Item[], passwordOf: PasswordOf): Item[] {
  return items.filter((item) => {
    const password = passwordOf(item);
    return password !== null && isRisky(password);
  });
}

/**
 * Returns a job as one JSON document.
 *
 * @param passwordOf null leaves the passwords out
 * @param words for errors, beside their codes
 */
export function toJson(
  job: Job,
  items: readonly Item[],
  passwordOf: PasswordOf | null,
  words: Words,
  previousOf: PasswordOf | null = null,
): string {
  const { pauseProblem, ...ofJob } = job;
  const document = {
    job: { ...ofJob, pauseReason: pauseProblem?.code ?? null },
    items: items.map((item) => {
      const { problem, device, credentialsKept, credentialsLost, nextReadback, ...rest } = item;
      return {
        ...rest,
        device,
        // A released name.
        nextLook: nextReadback,
        errorCode: problem?.code ?? null,
        error: problem && describeError(problem, words.texts).brief,
        passwordKept: credentialsKept,
        passwordState: passwordStateOf(item),
        ...(passwordOf ? { password: passwordOf(item) } : {}),
        ...(previousOf ? { previousPassword: previousOf(item) } : {}),
      };
    }),
  };
  return visibleText(`${JSON.stringify(document, null, 2)}\n`);
}

/**
 * Rows of MAC, device and password for the clipboard, to paste into a spreadsheet or a ticket; one for each MAC. A
 * name that is a formula is prefixed with an apostrophe; a password is unchanged, for tickets, and quoted only to
 * keep it in its column.
 */
export function toTable(rows: readonly { item: Item; password: string }[]): string {
  return rows
    .flatMap(({ item, password }) =>
      item.macs.map((mac) => [formatMac(mac), nameCell(nameOfMac(item, mac)), password]),
    )
    .map((row) => row.map(tableCell).join('\t'))
    .join('\n');
}

/** Each of a user's phones has its own name. */
function nameOfMac({ device }: Item, mac: Mac): string {
  const phone = device?.user?.phones.find((each) => each.mac === mac);
  return (phone ? phone.name : device?.name) ?? '';
}

function nameCell(name: string): string {
  const line = name.replace(/[\t\r\n]+/g, ' ');
  return formula.test(line) ? `'${line}` : line;
}

/** A descriptive file name with this computer's date, which sorts by time. */
export function exportName(job: Job, format: 'csv' | 'json'): string {
  const pbx = job.pbxName.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '') || 'pbx';
  const day = new Date(job.createdAt).toLocaleDateString('sv-SE');
  return `rekey-job-${job.id}-${pbx}-${day}.${format}`;
}

function rowOf(job: Job, item: Item, words: Words): string[] {
  const { device, problem } = item;
  return [
    formatMac(item.mac),
    device?.name ?? '',
    device?.brand ?? '',
    device?.model ?? '',
    device?.lines.map(({ number }) => number).join(' ') ?? '',
    item.state,
    `${item.attempts}`,
    item.endedAt ?? '',
    problem ? describeError(problem, words.texts).brief : '',
    problem?.code ?? '',
    job.pbxName,
    `${job.id}`,
    job.reference ?? '',
    job.user,
    isReplaced(item) ? (item.surelyReplaced ? 'yes' : 'perhaps') : '',
  ];
}

/** Whether another job has replaced an item's password; without one of its own there was nothing to replace. */
function isReplaced({ replacedAt, state }: Item): boolean {
  return replacedAt !== null && (state === 'succeeded' || state === 'uncertain');
}

/** A formula for any spreadsheet, including after white space, and in full-width characters. */
const formula = /^[\s\p{Cf}]*[=+\-@|%＝＋－＠]/u;
/** The same within a cell, where it would begin a cell for a spreadsheet that splits the row at another character. */
const innerFormula = /([;,\t\r\n"][\s\p{Cf}"]*)(?=[=+\-@|%＝＋－＠])/gu;
const number = /\d+(?:[.,]\d*)?(?:e[+-]?\d+)?|[.,]\d+|\d{1,3}(?:[.,'\s]\d{3})+(?:[.,]\d+)?|\d+\s+\d+\/\d+/
  .source;
const month =
  /(?:jan(?:uary?)?|feb(?:ruary?)?|mar(?:ch)?|mär(?:z)?|mrz|apr(?:il)?|ma[iy]|jun[ei]?|jul[iy]?|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)\.?/
    .source;
const date = [
  /\d+[./-]\d+(?:[./-]\d+)?/.source,
  `\\d{1,4}[\\s./-]*${month}(?:[\\s.,/-]*\\d{1,4})?`,
  `${month}[\\s/-]*\\d{1,4}(?:[\\s.,/-]+\\d{1,4})?`,
].join('|');
const time = /\d{1,4}:\d{1,2}(?::\d{1,2}(?:[.,]\d+)?)?(?:\s*[ap]m?)?|\d{1,2}(?:\s*[ap]m|\s+[ap])/.source;
const currency = /[$€£¥]/.source;
/** What does not look like a text: a number, an amount, a date or a time, a boolean; including German ones. */
const value = new RegExp(
  `^(?:(?:${currency}\\s*)?(?:${number})(?:\\s*(?:%|${currency}))?|\\(\\d[\\d.,]*\\)|(?:${date})|(?:(?:${date})[\\s,]+)?(?:${time})|true|false|wahr|falsch)$`,
  'iu',
);
/** A whole number that is left unchanged. */
const unchanged = /^(?:0|[1-9]\d{0,10})$/;

function csvCell(text: string): string {
  const inner = text.replace(innerFormula, "$1'");
  const safe = isRisky(text) ? `'${inner}` : inner;
  return /[",\r\n;\t]/.test(safe) ? quoted(safe) : safe;
}

/** Always quoted, so that every reader keeps it exactly, including white space; empty if there is none. */
function exactCell(text: string | null): string {
  return text === null ? '' : quoted(text);
}

/** Whether a spreadsheet may read a cell as a formula, or as a value that it displays differently. */
function isRisky(text: string): boolean {
  const changes = value.test(text.trim()) && !unchanged.test(text);
  return formula.test(text) || /^[\t\r\n]/.test(text) || changes;
}

/** Only what begins with a quote, or would leave its column, has to be quoted. */
function tableCell(text: string): string {
  return /^"|[\t\r\n]/.test(text) ? quoted(text) : text;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
