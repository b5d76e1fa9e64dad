/** The end of a line, and what a mail puts at the beginning of the next one. */
const lineEnd = '[ \\t]{0,80}(?:\\r\\n|\\n|\\r)[ \\t>|]{0,40}';
/** Groups of equal size before a line's end, each followed by the same separator. */
const head =
  /(?<![0-9a-z])(?<!(?<![0-9a-z])[0-9a-f]{2}[:-])(?:([0-9a-f]{2})([:-])(?:[0-9a-f]{2}\2){0,4}|([0-9a-f]{4})([.:-])(?:[0-9a-f]{4}\4)?|([0-9a-f]{6})([.:-]))$/i;
/** Longer than any such head. */
const maxHeadLength = 24;

/** A MAC that continues on the next line, where a mail was wrapped. */
export interface BrokenMac {
  groups: string[];
  /** The MAC as if it were not broken. */
  text: string;
  from: number;
  /** The end of its part on the next line. */
  to: number;
}

/** The MAC that is broken after a separator: `00:0B:82:`, then `10:1E:EF`. */
export function brokenAtSeparator(text: string, lineStart: number, end: number): BrokenMac | null {
  const match = head.exec(text.slice(Math.max(lineStart, end - maxHeadLength), end));
  if (!match) return null;
  const separator = match[2] ?? match[4] ?? match[6] ?? '';
  const begun = match[0].split(separator).slice(0, -1);
  const rest = restOf(text, end, begun, separator);
  if (!rest) return null;
  const groups = [...begun, ...rest.groups];
  return { groups, text: groups.join(separator), from: end - match[0].length, to: rest.to };
}

/** The MAC that is broken at a space: `00 0B 82`, then `10 1E EF`. */
export function brokenAtSpace(text: string, from: number, to: number): BrokenMac | null {
  const begun = text.slice(from, to).split(' ');
  const rest = restOf(text, to, begun, ' ');
  if (!rest) return null;
  const groups = [...begun, ...rest.groups];
  if (groups.filter((group) => /\d/.test(group)).length < 2) return null;
  return { groups, text: groups.join(' '), from, to: rest.to };
}

/** More than a MAC in pairs, or a UUID without its last group. */
const unfinished = /(?<![0-9a-z])(?:(?:[0-9a-f]{2}([:-])){7,}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3})$/i;
/** A line of a dump, or of a fingerprint with spaces. */
const dump = /(?<![0-9a-z])(?:[0-9a-f]{2} ){6,}[0-9a-f]{2}$/i;
/** What can stand before the rest of it on the next line. */
const continuation = /^[\s>|]*((?:[0-9a-f]{4}-)*|[:-])$/i;
const maxContinuation = 40;
/** A fingerprint of 32 bytes fits. */
const unfinishedLength = 120;

/** Whether what begins a line may belong to a fingerprint, a dump or a UUID that the line before begins. */
export function mayContinue(text: string, lineStart: number, from: number): boolean {
  if (lineStart === 0 || from - lineStart > maxContinuation) return false;
  const begun = continuation.exec(text.slice(lineStart, from))?.[1];
  if (begun === undefined) return false;
  const before = text.slice(Math.max(0, lineStart - unfinishedLength), lineStart).trimEnd();
  // Most lines end otherwise.
  if (begun === '' && before.at(-3) === ' ') return text.charAt(from + 2) === ' ' && dump.test(before);
  return (begun !== '' || /[:-]$/.test(before.slice(-1))) && unfinished.test(before + begun);
}

/** The groups that a MAC still lacks, if the next line begins with them and nothing similar follows. */
function restOf(
  text: string,
  end: number,
  begun: readonly string[],
  separator: string,
): { groups: string[]; to: number } | null {
  const size = begun[0]?.length ?? 0;
  const missing = 12 / size - begun.length;
  if (missing < 1) return null;
  const group = `[0-9a-f]{${size}}`;
  const between = separator === '.' ? '\\.' : separator;
  const follows = separator === ' ' ? '(?: [0-9a-f]|[.:_-][0-9a-z])' : `${between}[0-9a-f]`;
  const pattern = `${lineEnd}(${group}(?:${between}${group}){${missing - 1}})(?![0-9a-z]|${follows})`;
  const rest = new RegExp(pattern, 'iy');
  rest.lastIndex = end;
  const found = rest.exec(text)?.[1];
  return found === undefined ? null : { groups: found.split(separator), to: rest.lastIndex };
}
