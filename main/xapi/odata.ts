import { z } from 'zod';
import { tidy } from '../../common/text.ts';

/** `'key'` as an OData string literal inside a path: quotes doubled, then percent-encoded (vendor's sample). */
export function keyLiteral(key: string): string {
  return `'${encodeURIComponent(key.replaceAll("'", "''")).replaceAll("'", '%27')}'`;
}

/** `?$select=…&$top=…`; `$` and `,` stand as they are, as in the vendor's samples. */
export function query(options: Record<string, string | number>): string {
  const parts = Object.entries(options).map(
    ([name, value]) => `$${name}=${encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%24', '$')}`,
  );
  return `?${parts.join('&')}`;
}

const envelope = z.object({
  error: z.object({
    code: z.string().nullish(),
    message: z.string().nullish(),
    details: z.array(z.object({ code: z.string().nullish(), message: z.string().nullish() })).nullish(),
  }),
});

/**
 * What an OData error reply says; empty where the body is no such envelope.
 *
 * @param secrets what must not stand in it although the PBX may repeat it
 */
export function readODataError(
  body: unknown,
  secrets: readonly string[] = [],
): { notFound: boolean; says: string | null } {
  const parsed = envelope.safeParse(body);
  if (!parsed.success) return { notFound: false, says: null };
  const { code, message, details } = parsed.data.error;
  const texts = [code, message, ...(details ?? []).flatMap((detail) => [detail.code, detail.message])].filter(
    (text) => text !== null && text !== undefined && text !== '',
  );
  return {
    notFound: texts.some((text) => text?.includes('WARNINGS.XAPI.NOT_FOUND')),
    says: texts.length === 0 ? null : tidy(without(secrets, texts.join(': ')), 200),
  };
}

function without(secrets: readonly string[], text: string): string {
  return secrets.reduce((shown, secret) => shown.replaceAll(secret, '[secret]'), text);
}
