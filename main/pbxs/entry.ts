import { RekeyError } from '../../common/errors.ts';
import type { PbxEntry } from '../../common/ipc/index.ts';
import { tidy } from '../../common/text.ts';
import type { PbxInput } from '../store/pbxs.ts';
import { parseFingerprint, parsePbxAddress } from '../xapi/index.ts';

/** In characters. */
const maxName = 60;
const maxClientId = 200;
const maxKey = 2000;
/** ASCII without spaces. */
const printable = /^[\x21-\x7e]+$/;

/** Returns what a user entered, checked and tidied. @throws RekeyError `usage`, `pbx-address-invalid` */
export function checkedEntry({ name, address, clientId, fingerprint }: PbxEntry): PbxInput {
  return {
    name: checkedName(name),
    clientId: checkedClientId(clientId),
    pinnedFingerprint: checkedFingerprint(fingerprint),
    url: parsePbxAddress(address),
  };
}

/** As `checkedEntry`. @throws RekeyError `usage` */
export function checkedName(name: string): string {
  const tidyName = tidy(name, maxName + 1);
  if (tidyName === '' || tidyName.length > maxName)
    throw new RekeyError('usage', { reason: 'pbx-name-length', limit: maxName });
  return tidyName;
}

/** As `checkedEntry`. @throws RekeyError `usage` */
export function checkedClientId(clientId: string): string {
  const tidyId = clientId.trim();
  if (!printable.test(tidyId) || tidyId.length > maxClientId)
    throw new RekeyError('usage', { reason: 'client-id-form', limit: maxClientId });
  return tidyId;
}

/** As `checkedEntry`. @throws RekeyError `usage` */
export function checkedFingerprint(fingerprint: string | null): string | null {
  const pinnedFingerprint = fingerprint === null ? null : parseFingerprint(fingerprint);
  if (fingerprint !== null && pinnedFingerprint === null)
    throw new RekeyError('usage', { reason: 'fingerprint-form' });
  return pinnedFingerprint;
}

/** Returns an API key without the spaces around it. @throws RekeyError `usage` */
export function checkedKey(apiKey: string): string {
  const key = apiKey.trim();
  if (!printable.test(key) || key.length > maxKey)
    throw new RekeyError('usage', { reason: 'api-key-form', limit: maxKey });
  return key;
}
