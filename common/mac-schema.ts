import { z } from 'zod';

/** A device's MAC address as 12 lower-case hexadecimal digits. */
export const macSchema = z
  .string()
  .regex(/^[0-9a-f]{12}$/)
  .brand('Mac');
export type Mac = z.infer<typeof macSchema>;
