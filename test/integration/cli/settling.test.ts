/** The terminal, and what readings of the PBX make of devices that an earlier run left open. */
import { expect, test } from 'vitest';
import { runHere } from '../../setup/in-process.ts';
import { seeThrough, used } from '../../setup/used-folder.ts';

test('a retry settles first, and leaves alone what turns out to have a new password', async () => {
  const keychain = seeThrough();
  const { demo, services, data, run } = await used(keychain);
  const key = demo.devices[0]?.MacAddress ?? '';
  demo.script(key, { kind: 'reset', when: 'after' });
  const busy = { kind: 'status', status: 403 } as const;
  demo.scriptRead(key, { kind: 'none' }, busy);
  await run(1, { settlesLater: true });
  expect(services.store.jobs.items(1)[0]).toMatchObject({ state: 'uncertain', nextLook: { kind: 'second' } });
  // A minute has passed.
  services.store.jobs.pullInLooks(Date.now());
  const retried = await runHere(['jobs', 'retry', '1', '--uncertain', '--yes', '--data-dir', data], keychain);
  expect(retried.code).toBe(2);
  expect(retried.err).toContain('Job 1 has no uncertain device');
  expect(services.store.jobs.items(1)[0]).toMatchObject({ state: 'succeeded', knownBy: 'settled' });
  expect([...demo.regenerated.values()].flat()).toHaveLength(1);
});
