import { german } from '../../common/texts/de/index.ts';
import { english } from '../../common/texts/en/index.ts';
import { createFormat, type Format } from '../../common/texts/format.ts';
import { plain, type Rich } from '../../common/texts/rich.ts';

/** Whether a text is one of the English catalogue's, or has a word that German has not. */
export function isEnglish(text: string): boolean {
  return onlyEnglish.test(text.replaceAll(named, '')) || patterns.some((pattern) => pattern.test(text));
}

/** What is called so in German, too: the program, and what a PBX said, which is quoted. */
const named = /Rekey for 3CX|„.*?“/g;

const onlyEnglish = /\b(the|and|of|is|are|this|that|with|from|it|its|for|has|have|no|by)\b/i;

/**
 * What a catalogue says, as far as it can be said without knowing more than one word of facts, in the same order for
 * each language.
 */
export function saidBy(language: 'en' | 'de', fact: string): (string | null)[] {
  // Facts stay as they are, so that what stands around them is found again.
  const format: Format = { ...createFormat(language), number: String };
  const catalogue = language === 'de' ? german(format) : english(format);
  return leavesOf(catalogue).map((leaf) => textOf(leaf, fact));
}

function leavesOf(node: unknown): unknown[] {
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(leavesOf) : [node];
}

/** Null where more has to be known. */
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

/** Long enough not to be padded as a number is. */
const hole = '\u0000\u0000';
const inGerman = new Set(saidBy('de', hole));
const patterns = saidBy('en', hole).flatMap((text) =>
  text === null || inGerman.has(text) ? [] : patternOf(text),
);

/** A few words may be part of anything; a text of one or two has to stand alone, and one without is none. */
function patternOf(text: string): RegExp[] {
  const words = text.match(/[a-z]{2,}/gi)?.length ?? 0;
  if (words === 0) return [];
  const parts = text.split(hole).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = parts.join('.+');
  return [new RegExp(words >= 3 ? pattern : `^${pattern}$`)];
}
