import { z } from 'zod';
import { directConnection, maxPolicyPbxs, type PolicyKey } from '../../common/policy.ts';
import { settingDefinitions } from '../../common/settings.ts';
import { checkedEntry } from '../pbxs/entry.ts';
import { parseProxy } from '../xapi/net/proxy.ts';

const shortText = z.string().min(1).max(500);

/** Validated as strictly as user input. An absent fingerprint leaves the certificate to the user. */
const pbxSchema = z
  .strictObject({
    name: shortText,
    address: shortText,
    clientId: shortText,
    fingerprint: shortText.nullable().optional(),
  })
  .transform((entry, context) => {
    try {
      const { fingerprint } = entry;
      const checked = checkedEntry({ ...entry, fingerprint: fingerprint ?? null });
      return { ...checked, certificateIsFixed: fingerprint !== undefined };
    } catch {
      context.addIssue({ code: 'custom', message: 'entry' });
      return z.NEVER;
    }
  });

const { retentionDays, updateAddress } = settingDefinitions;

const fileShape = {
  pbxs: z
    .array(pbxSchema)
    .max(maxPolicyPbxs)
    .refine((pbxs) => areUnique(pbxs.map(({ name }) => name.toLowerCase())))
    .refine((pbxs) => areUnique(pbxs.map(({ url, clientId }) => `${url} ${clientId}`)))
    .optional(),
  // Everybody can read the file, so it may contain no proxy login.
  proxy: z
    .string()
    .max(500)
    .refine((text) => text === directConnection || parseProxy(text) !== null)
    .optional(),
  noExport: z.boolean().optional(),
  noClipboard: z.boolean().optional(),
  maxRetentionDays: z.number().int().min(retentionDays.min).max(retentionDays.max).optional(),
  noUpdateCheck: z.boolean().optional(),
  updateAddress: z.string().max(updateAddress.maxLength).refine(updateAddress.accepts).optional(),
} satisfies Record<PolicyKey, z.ZodType>;

/** Strict: a mistyped key must not silently leave something allowed. */
export const policyFileSchema = z.strictObject(fileShape);
export type PolicyFile = z.infer<typeof policyFileSchema>;
export type PolicyPbx = NonNullable<PolicyFile['pbxs']>[number];

function areUnique(texts: readonly string[]): boolean {
  return new Set(texts).size === texts.length;
}
