import { createCipheriv, createDecipheriv, createHash, createSecretKey, randomBytes } from 'node:crypto';

/** Encrypts what must not be on disk in plain text, under one data key. */
export interface Sealer {
  /** @param context what the sealed text belongs to; opening it for anything else fails. */
  seal(context: string, text: string): Buffer;
  /** Null if it was sealed under another key, for another context, or was tampered with. */
  open(context: string, sealed: Buffer): string | null;
}

/** Bytes of a data key. */
export const dataKeyLength = 32;

const algorithm = 'aes-256-gcm';
const format = 1;
const keyIdLength = 4;
const nonceLength = 12;
const tagLength = 16;

/** Identifies a data key in sealed texts without revealing the key. Lower-case hex. */
export function dataKeyId(dataKey: Buffer): string {
  const hash = createHash('sha256').update('rekey data key id').update(dataKey).digest();
  return hash.subarray(0, keyIdLength).toString('hex');
}

/**
 * AES-256-GCM; a sealed text is: format (1 byte), key id (4), nonce (12), tag (16), cipher text.
 *
 * @param earlier keys used only for opening
 */
export function createSealer(dataKey: Buffer, earlier: readonly Buffer[] = []): Sealer {
  const current = oneKey(dataKey);
  const all = [current, ...earlier.map(oneKey)];
  return {
    seal: current.seal,
    open: (context, sealed) =>
      all.find(({ sealedThis }) => sealedThis(sealed))?.open(context, sealed) ?? null,
  };
}

function oneKey(dataKey: Buffer): Sealer & { sealedThis(sealed: Buffer): boolean } {
  const header = Buffer.concat([Buffer.from([format]), Buffer.from(dataKeyId(dataKey), 'hex')]);
  // Prepared once: that is most of the work of sealing a short text.
  const key = createSecretKey(dataKey);
  const bodyStart = header.length + nonceLength + tagLength;

  return {
    sealedThis: (sealed) => sealed.length >= bodyStart && sealed.subarray(0, header.length).equals(header),
    seal(context, text) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagLength });
      cipher.setAAD(Buffer.concat([header, Buffer.from(context)]));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([header, nonce, cipher.getAuthTag(), body]);
    },
    open(context, sealed) {
      const nonce = sealed.subarray(header.length, header.length + nonceLength);
      const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagLength });
      decipher.setAAD(Buffer.concat([header, Buffer.from(context)]));
      decipher.setAuthTag(sealed.subarray(header.length + nonceLength, bodyStart));
      try {
        return decipher.update(sealed.subarray(bodyStart), undefined, 'utf8') + decipher.final('utf8');
      } catch {
        return null;
      }
    },
  };
}
