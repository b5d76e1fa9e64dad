import { z } from 'zod';
import { type Mac, parseMac } from '../../common/mac.ts';
import type { Device } from '../../common/model.ts';
import { tidy } from '../../common/text.ts';
import { replyObject, textOrNumber, wholeNumber } from './loose.ts';

/** The maximum length of a name taken from the PBX. */
const maxNameLength = 120;
/** A longer text is not a password. */
const maxPasswordLength = 1024;
const maxLines = 200;
/** Each phone carries the list of all phones of its user, so the list is bounded. No real user has more. */
const maxPhonesOfUser = 20;
/** Longer keys are not a spelling of a MAC. */
const maxKey = 100;

const tidied = (text: string | null | undefined): string | null => tidy(text ?? '', maxNameLength) || null;

/** A name of the wrong type counts as missing: it must not hide the device. */
const name = textOrNumber.nullish().catch(null).transform(tidied);

const fxsEntry = replyObject({
  MacAddress: z.string().max(maxKey),
  Name: name,
  Brand: name,
  Model: name,
  ModelName: name,
  FxsLines: z
    .array(replyObject({ Number: name, Name: name }))
    .nullish()
    .catch(null)
    .transform((lines) => lines?.slice(0, maxLines)),
});

const userEntry = replyObject({
  Id: wholeNumber.nullish().catch(null),
  Number: name,
  DisplayName: name,
  Phones: z
    .array(replyObject({ MacAddress: z.string().max(maxKey).nullish().catch(null), Name: name }))
    .nullish(),
});

const fxsKey = replyObject({ MacAddress: z.string().min(1).max(maxKey) });
const userKey = replyObject({ Id: z.union([z.number(), wholeNumber]) });

/** The identity of an entry of `Fxs`; null if it does not have one. */
export function fxsId(entry: unknown): string | null {
  return fxsKey.safeParse(entry).data?.MacAddress ?? null;
}

/** The identity of an entry of `Users`; null if it does not have one. */
export function userId(entry: unknown): string | null {
  const id = userKey.safeParse(entry).data?.Id;
  return id === undefined ? null : `${id}`;
}

/** U+FFFD and lone surrogates stand for lost characters: the true password is a different one. */
const intact = (text: string): boolean => text.isWellFormed() && !text.includes('\ufffd');

/** A password; missing if the PBX returned none. */
export const passwordText = z.string().max(maxPasswordLength).refine(intact).nullish();

/** A device with its current or new password; null if the PBX returned none. It must identify its device. */
export const credentialsEntry = replyObject({
  MacAddress: z.string().max(maxKey),
  Password: passwordText,
});

/** A password as the PBX shows it: null if it shows none, undefined if it shows only asterisks in its place. */
export type ShownPassword = string | null | undefined;

/** @param password in a reply: missing, null or empty if there is none */
export function shownPassword(password: string | null | undefined): ShownPassword {
  if (!password) return null;
  return /^[*\u2022\u25cf]+$/.test(password) ? undefined : password;
}

/** A number would have lost parts of a version. */
const version = z.string().nullish().catch(null).transform(tidied);

export const statusReply = replyObject({ Version: version });

/** A version in a header; null if there is none. */
export function readVersionHeader(text: string | undefined): string | null {
  return version.parse(text);
}

/** Reads an entry of `Fxs`; null if it is not one. */
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

/**
 * The desk phones of an entry of `Users`; phones without a readable MAC are left out. Null if the entry does not say
 * whether the user has any.
 */
export function readDeskPhones(entry: unknown): Device[] | null | 'unreadable' {
  const parsed = userEntry.safeParse(entry);
  if (!parsed.success) return 'unreadable';
  const { Id, Number: number, DisplayName, Phones } = parsed.data;
  if (!Phones) return null;
  const owner = [DisplayName, number && `(${number})`].filter(Boolean).join(' ') || null;
  const phones = new Map<Mac, { mac: Mac; key: string; name: string | null }>();
  for (const { MacAddress, Name } of Phones) {
    const verdict = parseMac(MacAddress ?? '');
    if (verdict.ok && !phones.has(verdict.mac))
      phones.set(verdict.mac, { mac: verdict.mac, key: MacAddress ?? '', name: Name });
  }
  const all = [...phones.values()];
  const user = typeof Id === 'number' && all.length <= maxPhonesOfUser ? { id: Id, phones: all } : undefined;
  return all.map(({ mac, key, name }) => ({
    mac,
    key,
    kind: 'desk-phone' as const,
    name,
    brand: null,
    model: null,
    lines: [],
    owner,
    ...(user ? { user } : {}),
  }));
}
