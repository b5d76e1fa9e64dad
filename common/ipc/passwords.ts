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
export type PasswordRef = z.infer<typeof passwordRefSchema>;

/** `evenReplaced`: the user was told that a later job replaced the password, or may have. */
const wantedPassword = z.strictObject({ ref: passwordRefSchema, evenReplaced: z.boolean().optional() });

export const passwordCalls = {
  /** Reads the password a device has now, changing nothing; null when the PBX has none. */
  'passwords:read-current': {
    /** `deskPhone`: also if it is a desk phone, whose password is that of its user. */
    input: z.strictObject({ pbxId, mac: macSchema, deskPhone: z.boolean().optional() }),
    output: z.strictObject({ reading: z.uuid() }).nullable(),
    changes: null,
  },
  /**
   * The only call that brings a password to a window, because the user asked to see it; null when it is gone. A password
   * that a later job replaced is refused (`password-replaced`) unless the window has told the user so.
   */
  'passwords:reveal': { input: wantedPassword, output: z.string().nullable(), changes: null },
  /**
   * Copies a password, and clears the clipboard later. `copied` is false when the password is gone. Replaced ones are
   * refused as by `passwords:reveal`.
   */
  'passwords:copy': {
    input: wantedPassword,
    output: z.object({ copied: z.boolean(), clearedAfterSeconds: z.number().int() }),
    changes: null,
  },
  /** Copies items of a job as rows of MAC, device and password. */
  'passwords:copy-table': {
    input: z.strictObject({ items: z.array(z.number().int().positive()).min(1).max(maxMacs) }),
    output: z.object({
      /** How many rows were copied. */
      copied: z.number().int(),
      /** How many were left out, because a later job definitely replaced their password. */
      replaced: z.number().int(),
      /** The copied items whose password no later job replaced; those of the other copied items may be replaced. */
      current: z.array(z.number().int()),
      /** How many copied passwords a spreadsheet may take for a formula, a number or a date. */
      risky: z.number().int(),
      /** How many are missing, because the key of their password is gone. */
      unreadable: z.number().int(),
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
  /** Returns the items of a job whose password a spreadsheet may take for a formula, a number or a date. */
  'passwords:spreadsheet-risks': {
    input: z.strictObject({ jobId }),
    output: z.array(itemSchema),
    changes: null,
  },
  /** Returns how many sealed passwords a retention of so many days would delete now. */
  'passwords:count-older': {
    input: z.strictObject({ days: settingsSchema.shape.retentionDays }),
    output: z.number().int(),
    changes: null,
  },
} as const satisfies Record<string, CallContract>;
