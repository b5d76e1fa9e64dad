import { german } from '../../common/texts/de/index.ts';
import { english } from '../../common/texts/en/index.ts';
import { createFormat, type Format } from '../../common/texts/format.ts';
import { plain, type Rich } from '../../common/texts/rich.ts';

/** Whether a text is in the English catalogue, or contains a word that German does not have. */
export function isEnglish(text: string): boolean {
  return onlyEnglish.test(text.replaceAll(named, '')) || patterns.some((pattern) => pattern.test(text));
}

/** The same in German: the app's name, and a PBX's own message, which is quoted. */
const named = /Rekey for 3CX|„.*?“/g;

const onlyEnglish = /\b(the|and|of|is|are|this|that|with|from|it|its|for|has|have|no|by)\b/i;

/** The texts of a catalogue that need no more than one fact, in the same order for each language. */
export function catalogueTexts(language: 'en' | 'de', fact: string): (string | null)[] {
  // Facts are left unchanged, so that the text around them can be found again.
  const format: Format = { ...createFormat(language), number: String };
  const catalogue = language === 'de' ? german(format) : english(format);
  return leavesOf(catalogue).map((leaf) => textOf(leaf, fact));
}

function leavesOf(node: unknown): unknown[] {
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(leavesOf) : [node];
}

/** Null if it needs more facts. */
function textOf(leaf: unknown, fact: string): string | null {
  if (typeof leaf === 'string') return leaf;
  if (typeof leaf !== 'function') return null;
  try {
    const text: string | Rich = leaf(...Array.from({ length: leaf.length }, () => fact));
    return typeof text === 'string' ? text : plain(text);
  } catch {
    return null;
  }
}

/** Long enough not to be padded like a number. */
const hole = '\u0000\u0000';
const inGerman = new Set(catalogueTexts('de', hole));
const patterns = catalogueTexts('en', hole).flatMap((text) =>
  text === null || inGerman.has(text) ? [] : patternOf(text),
);

/** A few words may be part of anything; a text of one or two has to stand alone, and an empty one does not count. */
function patternOf(text: string): RegExp[] {
  const words = text.match(/[a-z]{2,}/gi)?.length ?? 0;
  if (words === 0) return [];
  const parts = text.split(hole).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = parts.join('.+');
  return [new RegExp(words >= 3 ? pattern : `^${pattern}$`)];
}
