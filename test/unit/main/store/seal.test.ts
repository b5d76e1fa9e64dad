import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createSealer, dataKeyLength } from '../../../../main/store/seal.ts';

const sealer = createSealer(randomBytes(dataKeyLength));

test('what is sealed opens again, only for the same context', () => {
  const sealed = sealer.seal('item 1', 'pässword ✓');
  expect(sealer.open('item 1', sealed)).toBe('pässword ✓');
  expect(sealer.open('item 2', sealed)).toBeNull();
  expect(sealed.toString('latin1')).not.toContain('ssword');
});

test('the same text is never sealed the same', () => {
  expect(sealer.seal('item 1', 'x').equals(sealer.seal('item 1', 'x'))).toBe(false);
});

test('another key, any changed byte and any cut are detected', () => {
  const sealed = sealer.seal('item 1', 'password');
  expect(createSealer(randomBytes(dataKeyLength)).open('item 1', sealed)).toBeNull();
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    expect(sealer.open('item 1', changed)).toBeNull();
    expect(sealer.open('item 1', sealed.subarray(0, at))).toBeNull();
  }
});
