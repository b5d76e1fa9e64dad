/** No reply of a 3CX is nested more deeply. */
const maxDepth = 32;
/** Objects and arrays in one reply: 1,000 devices with a few lines each have a tenth of that. */
const maxContainers = 100_000;

const quote = 0x22;
const backslash = 0x5c;

/**
 * Whether a JSON text is cheap to parse: neither deeply nested nor made of very many objects and arrays. A megabyte
 * of brackets would block the process for seconds and take fifty times its size in memory. One pass without
 * allocation.
 */
export function isCheapToParse(text: string): boolean {
  let depth = 0;
  let containers = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      at = endOfString(text, at);
    } else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      containers += 1;
      if (depth > maxDepth || containers > maxContainers) return false;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return true;
}

/** The end of the string that begins at an index: its closing quote, or the text's end. */
function endOfString(text: string, from: number): number {
  let at = text.indexOf('"', from + 1);
  while (at !== -1 && isEscaped(text, at, from)) at = text.indexOf('"', at + 1);
  return at === -1 ? text.length : at;
}

function isEscaped(text: string, at: number, from: number): boolean {
  let backslashes = 0;
  while (at - 1 - backslashes > from && text.charCodeAt(at - 1 - backslashes) === backslash) backslashes += 1;
  return backslashes % 2 === 1;
}
