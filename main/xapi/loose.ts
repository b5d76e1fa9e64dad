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
