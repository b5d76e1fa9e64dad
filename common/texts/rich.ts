/** A piece of a sentence: plain, or to be set off. What a PBX or a person named goes in as it is and is never markup. */
export type Piece = string | { strong: string } | { code: string };
export type Rich = readonly Piece[];

export const strong = (text: string): Piece => ({ strong: text });
export const code = (text: string): Piece => ({ code: text });

/** A sentence with pieces set off: ``rich`Give ${strong(name)} a new password?` ``. */
export function rich(words: TemplateStringsArray, ...pieces: Piece[]): Rich {
  return words.flatMap((word, n) => {
    const piece = pieces[n];
    return piece === undefined ? [word] : [word, piece];
  });
}

/** A rich text as plain words. */
export function plain(text: Rich): string {
  return text
    .map((piece) => (typeof piece === 'string' ? piece : 'strong' in piece ? piece.strong : piece.code))
    .join('');
}
