import { z } from 'zod';
import { parseMac } from '../../common/mac.ts';
import type { Device } from '../../common/model.ts';
import { tidy } from '../../common/text.ts';

/** Longest text taken over from the PBX for a name. */
const longestName = 120;
/** A password longer than this is no password. */
const longestPassword = 1024;
const mostLines = 200;
/** A page is asked to have 100. */
const mostOnPage = 1000;

const name = z
  .string()
  .nullish()
  .transform((text) => tidy(text ?? '', longestName) || null);

const fxsEntry = z.object({
  MacAddress: z.string().max(100),
  Name: name,
  Brand: name,
  Model: name,
  ModelName: name,
  FxsLines: z
    .array(z.object({ Number: z.string().nullish(), Name: name }))
    .max(mostLines)
    .nullish()
    .catch(null),
});

const userEntry = z.object({
  Number: name,
  DisplayName: name,
  Phones: z.array(z.object({ MacAddress: z.string().max(100).nullish(), Name: name })).nullish(),
});

/** A page of a collection; its entries are read one by one, so that one bad entry does not hide the others. */
export const page = z.object({
  '@odata.count': z.number().int().nonnegative().nullish(),
  value: z.array(z.unknown()).max(mostOnPage),
});

/** A device with its current or new password; null where the PBX gave none. It must say which device it is. */
export const credentialsEntry = z.object({
  MacAddress: z.string().max(100),
  Password: z.string().max(longestPassword).nullish(),
});

export const statusReply = z.object({ Version: name });

/** One entry of `Fxs`; null when it is not one. */
export function readFxs(entry: unknown): Device | null {
  const parsed = fxsEntry.safeParse(entry);
  if (!parsed.success) return null;
  const { MacAddress, Name, Brand, Model, ModelName, FxsLines } = parsed.data;
  const verdict = parseMac(MacAddress);
  if (!verdict.ok) return null;
  return {
    mac: verdict.mac,
    key: MacAddress,
    kind: 'fxs',
    name: Name,
    brand: Brand,
    model: ModelName ?? Model,
    lines: (FxsLines ?? []).flatMap((line) =>
      line.Number ? [{ number: tidy(line.Number, 40), name: line.Name }] : [],
    ),
    owner: null,
  };
}

/** The desk phones of one entry of `Users`; phones without a readable MAC are left out. */
export function readDeskPhones(entry: unknown): Device[] {
  const parsed = userEntry.safeParse(entry);
  if (!parsed.success) return [];
  const { Number: number, DisplayName, Phones } = parsed.data;
  const owner = [DisplayName, number && `(${number})`].filter(Boolean).join(' ') || null;
  return (Phones ?? []).flatMap((phone) => {
    const verdict = parseMac(phone.MacAddress ?? '');
    if (!verdict.ok) return [];
    return [
      {
        mac: verdict.mac,
        key: phone.MacAddress ?? '',
        kind: 'desk-phone' as const,
        name: phone.Name,
        brand: null,
        model: null,
        lines: [],
        owner,
      },
    ];
  });
}
