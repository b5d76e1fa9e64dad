import { z } from 'zod';
import { maxMacs } from '../list/index.ts';
import { macSchema } from '../mac-schema.ts';

/** Parts of inputs that several areas share. Text from a window is limited in length before anything else reads it. */
export const shortText = z.string().max(500);
export const secretText = z.string().max(4000);
export const pbxId = z.uuid();
export const jobId = z.number().int().positive();
export const macs = z.array(macSchema).min(1).max(maxMacs);
