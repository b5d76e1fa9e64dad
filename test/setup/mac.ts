import { type Mac, parseMac } from '../../common/mac.ts';

/** A text as the MAC that it is. */
export function macOf(text: string): Mac {
  const verdict = parseMac(text);
  if (!verdict.ok) throw new Error(`no MAC: ${text}`);
  return verdict.mac;
}
