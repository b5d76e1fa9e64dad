import { z } from 'zod';
import type { CallContract } from './contract.ts';
import { secretText, shortText } from './inputs.ts';

/** A proxy that asks for a login. */
export const proxyQuestionSchema = z.object({
  /** `host:port` */
  proxy: z.string(),
  /** Whether it rejected the login it was sent. */
  refused: z.boolean(),
  /** Whether the login is encrypted on its way to the proxy. */
  encrypted: z.boolean(),
});
export type ProxyQuestion = z.infer<typeof proxyQuestionSchema>;

export const networkCalls = {
  /** Logs in to the proxy that asked. `kept`: the login is in the keychain; otherwise it lasts until the app quits. */
  'network:log-in': {
    input: z.strictObject({ proxy: shortText, user: shortText, password: secretText }),
    output: z.object({ kept: z.boolean() }),
    changes: null,
  },
} as const satisfies Record<string, CallContract>;

export const networkEvents = {
  /** The proxy that asks for a login; null once none does. */
  'network:asked': proxyQuestionSchema.nullable(),
} as const;
