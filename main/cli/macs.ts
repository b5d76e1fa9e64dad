import { describeMacRefusal } from '../../common/error-text.ts';
import { RekeyError } from '../../common/errors.ts';
import { type Mac, type MacRefusal, parseMac } from '../../common/mac.ts';
import { tidy } from '../../common/text.ts';

/** An argument that is no MAC, with the reason in words. */
export interface RefusedInput {
  input: string;
  reason: MacRefusal;
  message: string;
}

/** Command-line arguments as MACs, each once, in their order. */
export function parseMacs(texts: readonly string[]): {
  macs: Mac[];
  refused: RefusedInput[];
  duplicates: string[];
} {
  const macs = new Set<Mac>();
  const refused: RefusedInput[] = [];
  const duplicates: string[] = [];
  for (const text of texts) {
    const verdict = parseMac(text);
    if (!verdict.ok)
      refused.push({ input: tidy(text, 60), reason: verdict.reason, message: describeMacRefusal(verdict) });
    else if (macs.has(verdict.mac)) duplicates.push(tidy(text, 60));
    else macs.add(verdict.mac);
  }
  return { macs: [...macs], refused, duplicates };
}

/** @param refused at least one */
export function refusalError(refused: readonly RefusedInput[]): RekeyError {
  const [first] = refused;
  const rest = refused.slice(1).map(({ input, message }) => `“${input}”: ${message}`);
  return new RekeyError('mac-invalid', {
    count: refused.length,
    ...(first ? { input: first.input, reason: [first.message, ...rest].join('\n  ') } : {}),
  });
}
