import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Entries, readValue, removeValue, writeValue } from '../../../../main/keychain/values.ts';

const long = (letter: string) => letter.repeat(6_000);

/** An in-memory keychain. `before` runs before every change and may throw: the process dies there. */
function memory(before: () => void = () => {}): Entries & { stored: Map<string, string> } {
  const stored = new Map<string, string>();
  return {
    stored,
    get: async (account) => stored.get(account) ?? null,
    async set(account, value) {
      before();
      stored.set(account, value);
    },
    async delete(account) {
      before();
      return stored.delete(account);
    },
  };
}

describe('a value in the keychain', () => {
  test('is found again and leaves nothing behind when replaced or removed', async () => {
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(long('a'), long('b')));
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 4 }), async (values) => {
        const entries = memory();
        for (const each of values) {
          await writeValue(entries, 'it', each);
          expect(await readValue(entries, 'it')).toBe(each);
        }
        const last = memory();
        await writeValue(last, 'it', values.at(-1) ?? '');
        expect(entries.stored.size).toBe(last.stored.size);
        expect(await removeValue(entries, 'it')).toBe(true);
        expect(entries.stored.size).toBe(0);
        expect(await removeValue(entries, 'it')).toBe(false);
      }),
    );
  });

  test.each([
    [long('a'), long('b')],
    [long('a'), 'short'],
    ['short', long('b')],
    ['short', 'other'],
  ])('is the old one or the new one, wherever the process dies (%#)', async (before, after) => {
    let changesLeft = Number.POSITIVE_INFINITY;
    let died = true;
    for (let survived = 0; died; survived++) {
      died = false;
      changesLeft = Number.POSITIVE_INFINITY;
      const entries = memory(() => {
        if (changesLeft-- > 0) return;
        died = true;
        throw new Error('died');
      });
      await writeValue(entries, 'it', before);
      changesLeft = survived;
      await writeValue(entries, 'it', after).catch(() => {});
      expect([before, after]).toContain(await readValue(entries, 'it'));
    }
  });

  test('can be removed again after an interrupted removal', async () => {
    let changesLeft = Number.POSITIVE_INFINITY;
    const entries = memory(() => {
      if (changesLeft-- <= 0) throw new Error('died');
    });
    await writeValue(entries, 'it', long('a'));
    changesLeft = 2;
    await expect(removeValue(entries, 'it')).rejects.toThrow('died');
    expect(await readValue(entries, 'it')).toBeNull();
    changesLeft = Number.POSITIVE_INFINITY;
    await removeValue(entries, 'it');
    expect(entries.stored.size).toBe(0);
  });

  test('is never a mixture when processes write and read at once, in whatever order', async () => {
    const values = ['old'.repeat(2_000), long('a'), long('b'), 'short'];
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const inner = memory();
        await writeValue(inner, 'it', values[0] ?? '');
        const entries: Entries = {
          get: scheduler.scheduleFunction(inner.get),
          set: scheduler.scheduleFunction(inner.set),
          delete: scheduler.scheduleFunction(inner.delete),
        };
        const writers = values.slice(1).map((value) => writeValue(entries, 'it', value));
        const reads = [readValue(entries, 'it'), readValue(entries, 'it')];
        await scheduler.waitFor(Promise.all([...writers, ...reads]));
        reads.push(readValue(inner, 'it'));
        for (const read of await Promise.all(reads)) expect(values).toContain(read);
      }),
    );
  });

  test('counts as missing when a part is gone or its head is damaged', async () => {
    const entries = memory();
    await writeValue(entries, 'it', long('a'));
    const part = [...entries.stored.keys()].find((account) => account !== 'it') ?? '';
    entries.stored.delete(part);
    expect(await readValue(entries, 'it')).toBeNull();
    entries.stored.set('it', 'rekey-parts/1:nonsense');
    expect(await readValue(entries, 'it')).toBeNull();
  });

  test('is rejected rather than changed if it has a lone surrogate', async () => {
    const entries = memory();
    await expect(writeValue(entries, 'it', 'a\ud83d')).rejects.toThrow(TypeError);
    expect(entries.stored.size).toBe(0);
  });

  test('is not written any further after the timeout, and its parts are deleted', async () => {
    const entries = memory();
    let asked = 0;
    const stop = () => {
      if (++asked > 2) throw new Error('too late');
    };
    await expect(writeValue(entries, 'it', long('a'), stop)).rejects.toThrow('too late');
    expect(entries.stored.size).toBe(0);
  });
});
