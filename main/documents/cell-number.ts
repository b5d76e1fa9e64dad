/** How a workbook displays a number, as far as that matters for finding MAC addresses. */
export type NumberFormat = { kind: 'general' } | { kind: 'date' } | { kind: 'digits'; pattern: string };

const general: NumberFormat = { kind: 'general' };

/** Returns the format for a format code, or for one of Excel's built-in formats by its number. */
export function numberFormat(id: number, code: string | undefined): NumberFormat {
  if ((id >= 14 && id <= 22) || (id >= 45 && id <= 47)) return { kind: 'date' };
  if (code === undefined) return general;
  const [positive = ''] = code.split(';');
  const bare = positive.replace(/\[[^\]]*\]/g, '');
  const literal = bare.replace(/"([^"]*)"|\\(.)|_.|\*./g, (_, quoted = '', escaped = '') =>
    (quoted + escaped).replace(/0/g, ''),
  );
  if (/^[0:. -]+$/.test(literal) && (literal.match(/0/g)?.length ?? 0) >= minDigits)
    return { kind: 'digits', pattern: literal };
  const unquoted = bare.replace(/"[^"]*"|\\./g, '');
  return /[ymdhs]/i.test(unquoted) && !/[0#?]/.test(unquoted) ? { kind: 'date' } : general;
}

/** A format such as `000000000000` is used to show a MAC address that has lost its zeros. */
const minDigits = 10;

/** A MAC address such as 1234567890E5 that Excel read as a number ends in zeros that nobody wrote. */
const maxOwnDigits = 10;

/**
 * Returns a stored number as text: in full if it may be a MAC address of digits only, and as spreadsheets show it if
 * digits were lost, so that the list reports that.
 */
export function numberText(stored: string, format: NumberFormat): string {
  const value = Number(stored);
  if (stored.trim() === '' || !Number.isFinite(value)) return stored;
  const date = format.kind === 'date' ? dateText(value) : null;
  if (date !== null) return date;
  if (!Number.isInteger(value)) return Math.abs(value) < 1e12 ? `${Math.round(value * 100) / 100}` : stored;
  if (Math.abs(value) >= 1e15) return asShown(value);
  const digits = BigInt(value).toString();
  if (format.kind === 'digits') return inPattern(digits, format.pattern);
  const own = digits.replace(/0+$/, '');
  return digits.length > 12 && own.length <= maxOwnDigits ? asShown(value) : digits;
}

/** `1.23457E+14` */
function asShown(value: number): string {
  return value
    .toExponential(5)
    .replace(/\.?0+e/, 'e')
    .replace(/e\+(\d)$/, 'e+0$1')
    .toUpperCase();
}

/** Fills a pattern of zeros and separators with digits, starting at its end. */
function inPattern(digits: string, pattern: string): string {
  const left = [...digits];
  const shown = [...pattern]
    .toReversed()
    .map((each) => (each === '0' ? (left.pop() ?? '0') : each))
    .toReversed()
    .join('');
  return left.join('') + shown;
}

/** Without the time of day: the text can't be mistaken for a MAC address. */
function dateText(days: number): string | null {
  const date = new Date(Math.round((days - 25_569) * 86_400_000));
  return days >= 1 && days < 2_958_466 ? date.toISOString().slice(0, 10) : null;
}
