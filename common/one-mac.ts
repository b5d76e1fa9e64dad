import { parseList } from './list/index.ts';
import { type Mac, parseMac } from './mac.ts';

/** Whether a text that was copied somewhere says which one device is meant. */
export type OneMac = { kind: 'one'; mac: Mac } | { kind: 'none' } | { kind: 'several' };

/** Longer texts were not copied for the sake of one MAC, and are not looked through. */
const longestText = 20_000;

/** The one MAC that a text has; numbers that may be something else do not count. */
export function findOneMac(text: string): OneMac {
  if (text.length > longestText) return { kind: 'none' };
  const whole = parseMac(text);
  if (whole.ok) return { kind: 'one', mac: whole.mac };
  const macs = parseList(text).entries.flatMap((entry) =>
    entry.kind === 'mac' && !entry.ambiguous ? [entry.mac] : [],
  );
  const [mac] = macs;
  if (mac === undefined) return { kind: 'none' };
  return macs.length === 1 ? { kind: 'one', mac } : { kind: 'several' };
}
