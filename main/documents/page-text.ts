const joint = '[:._ \\u00a0\\u2010-\\u2015\\u2212-]';
const hex = (size: number): string => `[0-9a-f]{${size}}`;
const equally = (size: number, name: string): string =>
  `${hex(size)}(?<${name}>${joint})${hex(size)}(?:\\k<${name}>${hex(size)}){${12 / size - 2}}`;
/** A complete MAC address. */
const mac = new RegExp(
  [equally(2, 'a'), equally(3, 'b'), equally(4, 'c'), equally(6, 'd'), hex(12)].join('|'),
  'iy',
);
const longest = 17;

/** Collects text without the spaces and empty lines that only the source of a web page has. */
export class PageText {
  readonly #lines: string[] = [];
  /** The pieces of the line; an element begins or ends between two of them. */
  #parts: string[] = [];
  #part = '';

  add(piece: string): void {
    this.#part += piece;
  }

  /** Notes that an element begins or ends here. */
  bound(): void {
    if (this.#part === '') return;
    this.#parts.push(this.#part);
    this.#part = '';
  }

  /** @param always even if the line is empty */
  breakLine(always: boolean): void {
    this.bound();
    const line = separated(this.#parts).trimEnd().replace(/^ +/, '');
    if (line !== '' || always) this.#lines.push(line);
    this.#parts = [];
  }

  result(): string {
    this.breakLine(false);
    return this.#lines.join('\n');
  }
}

/**
 * The line with a gap where an element and a complete MAC address begin or end together: elements without a space
 * between them may be far apart, and a MAC address may consist of several.
 */
function separated(parts: readonly string[]): string {
  const whole = parts.join('');
  if (parts.length < 2) return whole;
  const bounds = new Set<number>();
  let length = 0;
  for (const part of parts) {
    bounds.add(length);
    length += part.length;
  }
  bounds.add(length);
  const gaps = new Set<number>();
  for (let at = 0; at < whole.length; ) {
    const end = mayBegin(whole, at, bounds) ? endOfMac(whole, at, bounds) : at;
    if (end > at) {
      if (bounds.has(at) && /\S/.test(whole.charAt(at - 1))) gaps.add(at);
      if (bounds.has(end) && /\S/.test(whole.charAt(end))) gaps.add(end);
    }
    at = Math.max(end, at + 1);
  }
  if (gaps.size === 0) return whole;
  let text = '';
  let from = 0;
  for (const gap of gaps) {
    text += `${whole.slice(from, gap)}\t`;
    from = gap;
  }
  return text + whole.slice(from);
}

function mayBegin(text: string, at: number, bounds: ReadonlySet<number>): boolean {
  return bounds.has(at) || !/[0-9a-z:._-]/i.test(text.charAt(at - 1));
}

/** The end of a MAC address that begins here; `at` if there is none, or if it is a part of something longer. */
function endOfMac(text: string, at: number, bounds: ReadonlySet<number>): number {
  mac.lastIndex = at;
  const found = mac.exec(text)?.[0];
  if (found === undefined) return at;
  const end = at + found.length;
  const after = text.slice(end, end + longest);
  if (/^[0-9a-z]/i.test(after) && !bounds.has(end)) return at;
  if (/^[:.-][0-9a-f]/i.test(after)) return at;
  const before = text.slice(Math.max(0, at - longest), at);
  if (found.length > 12) return /[0-9a-f]{2}[:.-]$/i.test(before) ? at : end;
  // A hash in several colours.
  const isOther = (digits = ''): boolean => digits.length > 4 && digits.length !== 12;
  const isLonger = isOther(/[0-9a-f]+$/i.exec(before)?.[0]) || isOther(/^[0-9a-f]+/i.exec(after)?.[0]);
  return isLonger ? at : end;
}
