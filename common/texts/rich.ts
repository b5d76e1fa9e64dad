/**
 * A part of a sentence, plain or emphasised. Names from a PBX or the user are inserted as they are and are never
 * markup.
 */
export type Piece = string | { strong: string } | { code: string };
export type Rich = readonly Piece[];

export const strong = (text: string): Piece => ({ strong: text });
export const code = (text: string): Piece => ({ code: text });

/** A sentence with emphasised parts: ``rich`Give ${strong(name)} a new password?` ``. */
export function rich(words: TemplateStringsArray, ...pieces: Piece[]): Rich {
  return words.flatMap((word, n) => {
    const piece = pieces[n];
    return piece === undefined ? [word] : [word, piece];
  });
}

/** Returns a rich text as plain text. */
export function plain(text: Rich): string {
  return text
    .map((piece) => (typeof piece === 'string' ? piece : 'strong' in piece ? piece.strong : piece.code))
    .join('');
}
