/** The previous passwords of devices: revealed and exported only on request. */
import { expect, test } from 'vitest';
import { RekeyError } from '../../../common/errors.ts';
import { createPasswordHandlers } from '../../../main/shell/ipc/password-handlers.ts';
import { createReadings } from '../../../main/shell/ipc/readings.ts';
import { inspectableKeychain, used } from '../../setup/used-folder.ts';

async function handled() {
  const keychain = inspectableKeychain();
  const { demo, services, run } = await used(keychain);
  const before = demo.devices[0]?.Password;
  await run(1);
  const copied: string[] = [];
  const handlers = createPasswordHandlers({
    services,
    readings: createReadings(),
    clipboard: { copy: async (text: string) => void copied.push(text), clearsOnlyInFront: false },
  });
  const [item] = services.store.jobs.items(1);
  return { demo, services, handlers, keychain, before, copied, id: item?.id ?? 0, item };
}

test('it is revealed and copied by its own name, and never in place of the new one', async () => {
  const { demo, handlers, before, copied, id, item } = await handled();
  expect(item).toMatchObject({ previousKept: true, knownBy: 'answered' });
  expect(await handlers['passwords:reveal']({ ref: { previousOf: id } })).toBe(before);
  expect(await handlers['passwords:reveal']({ ref: { item: id } })).toBe(demo.devices[0]?.Password);
  await handlers['passwords:copy']({ ref: { previousOf: id } });
  expect(copied).toEqual([before]);
  expect(await handlers['passwords:check']({ refs: [{ previousOf: id }] })).toEqual([
    { replacedAt: null, surelyReplaced: false },
  ]);
});

test('if its key is gone that is reported', async () => {
  const { handlers, keychain, id } = await handled();
  for (const name of keychain.entries.keys()) if (name.startsWith('data-key')) keychain.entries.delete(name);
  await expect(handlers['passwords:reveal']({ ref: { previousOf: id } })).rejects.toBeInstanceOf(RekeyError);
});

test('it is sealed, and stored nowhere in plain text', async () => {
  const { services, before, id } = await handled();
  expect(services.store.jobs.sealedBefore(id)?.includes(before ?? '')).toBe(false);
  expect(JSON.stringify(services.store.jobs.items(1))).not.toContain(before);
});
