import { tidy } from '../../common/text.ts';

/** What a failed reply says about itself. */
export interface ServerWords {
  /** Safe to show, log and store; null if it says nothing. */
  says: string | null;
  /** OData's, or XAPI's own, term for "no such entity". */
  notFound: boolean;
  /** OAuth's error code of a sign-in; null if there is none. */
  oauthError: string | null;
}

const maxWords = 300;
/** Of one of several texts, before they are combined. */
const maxText = 2_000;
const maxTexts = 12;

/**
 * Reads the server's own message in any known form: OData's envelope, problem details (RFC 9457, with ASP.NET's
 * `errors`), OAuth's `error_description`, `message` alone, plain text, or the title of a page.
 *
 * @param body the text's JSON; undefined if it is not JSON
 * @param secrets must not appear in the message, although the server may repeat them
 */
export function readServerWords(text: string, body: unknown, secrets: readonly string[]): ServerWords {
  const texts = (body === undefined ? textsOfPlain(text) : textsOfJson(body)).map((each) =>
    each.slice(0, maxText),
  );
  const unique = [...new Set(texts.map((each) => shown(each, secrets)))].filter((each) => each !== '');
  const error = fieldsOf(body).get('error');
  return {
    says: tidy(unique.slice(0, maxTexts).join(': '), maxWords) || null,
    notFound: texts.some((each) => each.includes('WARNINGS.XAPI.NOT_FOUND')),
    oauthError: typeof error === 'string' ? error.trim().toLowerCase() : null,
  };
}

/** Fields with human-readable texts, in the order in which they are combined. */
const textFields = [
  'odata.error',
  'error',
  'fault',
  'code',
  'title',
  'message',
  'error_description',
  'detail',
  'description',
  'msg',
  'reason',
  'exceptionmessage',
  'errormessage',
  'faultstring',
  'messages',
  'value',
  'details',
  'errors',
];

function textsOfJson(body: unknown, depth = 0): string[] {
  if (typeof body === 'string') return [body];
  if (typeof body === 'number') return depth > 0 ? [`${body}`] : [];
  if (depth > 3 || typeof body !== 'object' || body === null) return [];
  if (Array.isArray(body)) return body.slice(0, maxTexts).flatMap((each) => textsOfJson(each, depth + 1));
  const fields = fieldsOf(body);
  return textFields.flatMap((name) => {
    const value = fields.get(name);
    return name === 'errors' && !Array.isArray(value)
      ? textsOfFields(value, depth)
      : textsOfJson(value, depth + 1);
  });
}

/** ASP.NET's texts, keyed by the field that each is about. */
function textsOfFields(value: unknown, depth: number): string[] {
  if (typeof value !== 'object' || value === null) return textsOfJson(value, depth + 1);
  return Object.entries(value)
    .slice(0, maxTexts)
    .flatMap(([field, each]) => textsOfJson(each, depth + 1).map((text) => `${field} - ${text}`));
}

/** An object's fields by their lower-case names. */
function fieldsOf(body: unknown): Map<string, unknown> {
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  return new Map(isObject ? Object.entries(body).map(([name, value]) => [name.toLowerCase(), value]) : []);
}

function textsOfPlain(text: string): string[] {
  const start = text.slice(0, 20_000);
  // Truncated or damaged JSON, and what is not text at all, contains no readable message.
  if (/^\s*[{[]/.test(start) || !isText(start)) return [];
  if (!/^\s*</.test(start)) return [start];
  for (const element of ['title', 'h1', 'h2']) {
    const pattern = new RegExp(`<${element}\\b[^>]*>([^<]{1,500})</${element}`, 'i');
    const heading = pattern.exec(start)?.[1]?.trim();
    if (heading) return [withoutEntities(heading)];
  }
  const isPage = /<(?:!doctype|html|body)\b/i.test(start);
  return isPage ? [] : [withoutEntities(start.replace(/<!\[CDATA\[(.*?)\]\]>|<[^>]*>/gs, ' $1 '))];
}

/** Text has no zero bytes, and hardly any characters lost to an encoding that it does not name. */
function isText(start: string): boolean {
  const lost = start.match(/\ufffd/g)?.length ?? 0;
  return !start.includes('\0') && lost <= start.length / 10;
}

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  amp: '&',
};

function withoutEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,6}|x[\da-f]{1,5})|(\w{2,4}));/gi,
    (whole, code: string | undefined, name: string | undefined) =>
      code === undefined ? (entities[name ?? ''] ?? whole) : String.fromCodePoint(Number(`0${code}`)),
  );
}

const hidden = '[secret]';
/** A PBX's links can contain a signed-in session, or a configuration file's secret path. */
const link = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'<>]+/gi;
/** What looks like a secret of any program; after a colon, only a text that is not a plain word. */
const secretLooking: readonly RegExp[] = [
  /\bBearer\s+[\w\-.~+/=%]+/gi,
  /\beyJ[\w-]{5,}(?:\.[\w-]*)*/g,
  /(?<=(?:pass(?:word|wd|phrase)?|pwd|secret|token|api[-_ ]?key|authorization)["']?\s*=\s*)(?:"[^"]*"|'[^']*'|[^\s,;&"']+)/gi,
  /(?<=(?:pass(?:word|wd|phrase)?|pwd|secret|token|api[-_ ]?key|authorization)["']?\s*:\s*)(?:"[^"]*"|'[^']*'|(?=[^\s,;&]*\d)(?=[^\s,;&]*[a-z])[^\s,;&]{6,})/gi,
];

/** A server's text, safe to show. Invisible characters are removed first, because they may split a secret. */
function shown(text: string, secrets: readonly string[]): string {
  const visible = text.replace(/\p{Cf}|(?!\s)\p{Cc}/gu, '');
  return tidy(redact(visible, secrets), maxText);
}

function redact(text: string, secrets: readonly string[]): string {
  const exact = secrets.filter((secret) => secret !== '').flatMap(formsOf);
  const without = exact.reduce((rest, form) => rest.replace(new RegExp(escaped(form), 'gi'), hidden), text);
  return secretLooking
    .reduce((rest, pattern) => rest.replace(pattern, hidden), without)
    .replace(link, '[link]');
}

/** The forms in which a server may repeat a secret: unchanged, encoded for a form or a path, in Base64 or JSON. */
function formsOf(secret: string): string[] {
  const form = new URLSearchParams({ s: secret }).toString().slice(2);
  const bytes = Buffer.from(secret);
  const base64 = bytes.toString('base64').replace(/=+$/, '');
  return [
    ...new Set([
      secret,
      form,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      base64,
      bytes.toString('hex'),
    ]),
  ];
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
