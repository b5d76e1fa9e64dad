import type { Rich } from '../../common/texts/rich.ts';

/** A sentence with emphasised parts. */
export function RichText({ text }: { text: Rich }) {
  return text.map((piece, n) => {
    if (typeof piece === 'string') return piece;
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a sentence have no other name
    return 'strong' in piece ? <b key={n}>{piece.strong}</b> : <code key={n}>{piece.code}</code>;
  });
}
