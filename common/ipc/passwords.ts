import { z } from 'zod';
import { maxMacs } from '../list/index.ts';
import { macSchema } from '../mac-schema.ts';
import { itemSchema, replacementSchema } from '../model.ts';
import type { CallContract } from './contract.ts';
import { jobId, pbxId } from './inputs.ts';
import { settingsSchema } from './settings.ts';

/** Refers to a password without containing it: that of an item, or a reading that main keeps in memory for a while. */
const passwordRefSchema = z.union([
  z.strictObject({ item: z.number().int().positive() }),
  /** The password that the device of an item had before. */
  z.strictObject({ previousOf: z.number().int().positive() }),
  z.strictObject({ reading: z.uuid() }),
]);
/** Refers to a password. */
export type PasswordRef = z.infer<typeof passwordRefSchema>;

const passwordRequestSchema = z.strictObject({
  ref: passwordRefSchema,
  /** Set once the user was told that a later job replaced the password, or may have. */
  evenReplaced: z.boolean().optional(),
});

/** Calls about passwords. */
export const passwordCalls = {
  /** Reads the password a device has now, changing nothing; null when the PBX has none. */
  'passwords:read-current': {
    input: z.strictObject({
      pbxId,
      mac: macSchema,
      /** Set to read a desk phone too, whose password is its user's. */
      deskPhone: z.boolean().optional(),
    }),
    output: z.strictObject({ reading: z.uuid() }).nullable(),
    changes: null,
  },
  /**
   * The only call that sends a password to a window, because the user asked to see it; null when it is gone. A password
   * that a later job replaced is refused (`password-replaced`) unless the window has told the user so.
   */
  'passwords:reveal': { input: passwordRequestSchema, output: z.string().nullable(), changes: null },
  /**
   * Copies a password, and clears the clipboard later. `copied` is false when the password is gone. Replaced ones are
   * refused as by `passwords:reveal`.
   */
  'passwords:copy': {
    input: passwordRequestSchema,
    output: z.object({
      copied: z.boolean(),
      /** Counted from the copy. */
      clearedAfterSeconds: z.number().int(),
    }),
    changes: null,
  },
  /** Copies items of a job as rows of MAC, device and password. */
  'passwords:copy-table': {
    input: z.strictObject({
      /** IDs of items. */
      items: z.array(z.number().int().positive()).min(1).max(maxMacs),
    }),
    output: z.object({
      /** How many rows were copied. */
      copied: z.number().int(),
      /** How many were left out, because a later job definitely replaced their password. */
      replaced: z.number().int(),
      /** IDs of the copied items whose password is certainly not replaced by a later job. */
      current: z.array(z.number().int()),
      /** How many copied passwords a spreadsheet may misread as a formula, a number or a date. */
      risky: z.number().int(),
      /** How many are missing, because the key of their password is gone. */
      unreadable: z.number().int(),
      /** Counted from the copy. */
      clearedAfterSeconds: z.number().int(),
    }),
    changes: null,
  },
  /** Returns whether later jobs have replaced these passwords, in the order of `refs`. */
  'passwords:check': {
    input: z.strictObject({ refs: z.array(passwordRefSchema).min(1).max(maxMacs) }),
    output: z.array(replacementSchema),
    changes: null,
  },
  /** Returns the items of a job whose password a spreadsheet may misread as a formula, a number or a date. */
  'passwords:spreadsheet-risks': {
    input: z.strictObject({ jobId }),
    output: z.array(itemSchema),
    changes: null,
  },
  /** Returns how many stored passwords would be deleted now if they were kept for `days` days. */
  'passwords:count-older': {
    input: z.strictObject({ days: settingsSchema.shape.retentionDays }),
    output: z.number().int(),
    changes: null,
  },
} as const satisfies Record<string, CallContract>;
