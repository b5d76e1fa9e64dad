/**
 * Characters that do not appear as what they are: controls (also C1 and DEL, which terminals obey), direction and
 * other format characters, line separators, and lone surrogates. A line break does.
 */
const unseen = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** In a password every character counts, including spaces of other widths and characters drawn as nothing. */
const unseenInPassword = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}]|(?! )\p{Zs}|^ | $/u;

/**
 * Returns a text for a terminal: characters that could rewrite the screen or reorder what is read are written as
 * `\u009b`. The values in a JSON document remain the same.
 */
export function visibleText(text: string): string {
  return text.replace(unseen, escapeCharacter);
}

/** Whether a password has characters that do not appear as what they are. */
export function hasUnseen(password: string): boolean {
  return unseenInPassword.test(password);
}

/** A part of a password: as it is, or the name of one character that would not be visible. */
export interface PasswordPiece {
  text: string;
  named: boolean;
}

/** Splits a password into parts to show: invisible characters are named, such as `U+202E`. */
export function piecesOf(password: string): PasswordPiece[] {
  const characters = [...password];
  const pieces: PasswordPiece[] = [];
  for (const [place, character] of characters.entries()) {
    const atEdge = character === ' ' && (place === 0 || place === characters.length - 1);
    const named = atEdge || (character !== ' ' && unseenInPassword.test(character));
    const text = named ? nameOf(character) : character;
    const last = pieces.at(-1);
    if (last && !named && !last.named) last.text += text;
    else pieces.push({ text, named });
  }
  return pieces;
}

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A character as JSON escapes it. */
export function escapeCharacter(character: string): string {
  return Array.from(
    { length: character.length },
    (_, place) => `\\u${character.charCodeAt(place).toString(16).padStart(4, '0')}`,
  ).join('');
}
