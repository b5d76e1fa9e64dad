/** Words of printable ASCII with single spaces between them: nothing to tidy. */
const isTidy = /^[!-~]+(?: [!-~]+)*$/;

/**
 * Returns a text from outside in a form that is safe to show, log and store: without control, format or direction
 * characters (they can rewrite a terminal's line or reorder what is read), with white space folded, and at most
 * `longest` characters long.
 */
export function tidy(text: string, longest: number): string {
  if (text.length <= longest && isTidy.test(text)) return text;
  const clean = text
    .slice(0, longest * 4)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return clean.length > longest ? `${clean.slice(0, longest - 1)}…` : clean;
}
