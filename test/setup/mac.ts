import { type Mac, parseMac } from '../../common/mac.ts';

/** Parses a text as a MAC. */
export function macOf(text: string): Mac {
  const verdict = parseMac(text);
  if (!verdict.ok) throw new Error(`no MAC: ${text}`);
  return verdict.mac;
}
