import { createHmac } from 'node:crypto';

const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';

/** Values that look random and depend only on the seed and the labels, in whatever order they are requested. */
export interface Seeded {
  text(length: number, ...labels: (string | number)[]): string;
  int(below: number, ...labels: (string | number)[]): number;
  hex(length: number, ...labels: (string | number)[]): string;
}

export function createSeeded(seed: number | string): Seeded {
  const bytes = (length: number, labels: (string | number)[]): Buffer => {
    const blocks: Buffer[] = [];
    for (let block = 0; block * 32 < length; block++) {
      blocks.push(
        createHmac('sha256', `${seed}`)
          .update(`${labels.join('/')}/${block}`)
          .digest(),
      );
    }
    return Buffer.concat(blocks).subarray(0, length);
  };
  return {
    text: (length, ...labels) =>
      Array.from(bytes(length, labels), (byte) => alphabet[byte % alphabet.length]).join(''),
    int: (below, ...labels) => bytes(4, labels).readUInt32BE() % below,
    hex: (length, ...labels) =>
      bytes(Math.ceil(length / 2), labels)
        .toString('hex')
        .slice(0, length),
  };
}
