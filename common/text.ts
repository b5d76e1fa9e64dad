/** Words of printable ASCII with single spaces between them: nothing to tidy. */
const isTidy = /^[!-~]+(?: [!-~]+)*$/;

/**
 * A text from outside, fit to be shown, logged and stored: no control, format or direction characters (they can
 * rewrite a terminal's line or swap what is read), white space folded, and not longer than `longest` characters.
 */
export function tidy(text: string, longest: number): string {
  if (text.length <= longest && isTidy.test(text)) return text;
  const clean = text
    .slice(0, longest * 4)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return clean.length > longest ? `${clean.slice(0, longest - 1)}…` : clean;
}
