import { z } from 'zod';

/**
 * What some serialisers send as another type. Each is read only where nothing can be lost on the way: a password sent
 * as a number may have lost its zeros, so it is none.
 */

/** A whole number of 32 bits, such as an ID; may be sent as text. */
export const wholeNumber = z.union([
  z.int32(),
  z
    .string()
    .regex(/^(?:0|-?[1-9]\d{0,9})$/)
    .transform(Number)
    .pipe(z.int32()),
]);

/** A text, such as an extension; if it consists of digits, it may be sent as a number. */
export const textOrNumber = z.union([z.string(), z.int().transform(String)]);

/**
 * An object of a reply. Proxies and some serialisers change the case of names, so a field that is missing may come in
 * another case.
 */
export function replyObject<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const names = new Map(Object.keys(shape).map((name) => [name.toLowerCase(), name]));
  return z.preprocess((value) => withNames(value, names), z.object(shape));
}

/** @param names the expected names, by their lower-case form */
function withNames(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const renamed: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) {
    const expected = names.get(name.toLowerCase());
    if (expected !== undefined && !Object.hasOwn(value, expected)) renamed[expected] ??= field;
  }
  return Object.keys(renamed).length === 0 ? value : { ...value, ...renamed };
}
