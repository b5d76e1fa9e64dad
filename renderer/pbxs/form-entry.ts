import type { PbxEntry } from '../../common/ipc/index.ts';
import type { Pbx } from '../../common/model.ts';
import type { Texts } from '../../common/texts/index.ts';

/** The fields of the form, except the API key, which stays in its field. */
export interface FormEntry {
  name: string;
  address: string;
  clientId: string;
  fingerprint: string | null;
}

export type FieldErrors = Partial<Record<'name' | 'address' | 'clientId' | 'apiKey', string>>;

export function entryOf(pbx: Pbx | null): FormEntry {
  return {
    name: pbx?.name ?? '',
    address: pbx?.url ?? '',
    clientId: pbx?.clientId ?? '',
    fingerprint: pbx?.pinnedFingerprint ?? null,
  };
}

/** What is sent: a PBX without a name gets its host as the name. */
export function sentOf({ name, address, clientId, fingerprint }: FormEntry): PbxEntry {
  return {
    name: name.trim() || hostOf(address),
    address: address.trim(),
    clientId: clientId.trim(),
    fingerprint,
  };
}

/** The host in an address, if there is one yet. */
export function hostOf(address: string): string {
  const bare = address.trim();
  if (/\s/.test(bare)) return bare;
  const url = /^https?:\/\//i.test(bare) ? bare : `https://${bare}`;
  return bare !== '' && URL.canParse(url) ? new URL(url).hostname : bare;
}

/** What is missing before it makes sense to send it. */
export function missingOf(
  { address, clientId }: FormEntry,
  apiKey: string,
  keyIsStored: boolean,
  { pbxs }: Texts,
): FieldErrors {
  return {
    ...(address.trim() === '' ? { address: pbxs.addressMissing } : {}),
    ...(clientId.trim() === '' ? { clientId: pbxs.clientIdMissing } : {}),
    ...(apiKey === '' && !keyIsStored ? { apiKey: pbxs.apiKeyMissing } : {}),
  };
}
