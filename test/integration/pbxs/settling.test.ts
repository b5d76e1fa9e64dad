/** Outcomes that are still to be settled when their PBX is removed, moved or added again. */
import { expect, test } from 'vitest';
import { createSettlingJobs } from '../../../main/shell/jobs/settling-jobs.ts';
import { inspectableKeychain, used } from '../../setup/used-folder.ts';

async function withOpenOutcome() {
  const bench = await used(inspectableKeychain());
  const key = bench.demo.devices[0]?.MacAddress ?? '';
  bench.demo.script(key, { kind: 'reset', when: 'after' });
  bench.demo.scriptRead(key, { kind: 'none' }, { kind: 'status', status: 403 });
  // It ends without waiting for the second reading.
  await bench.run(1, { settlesLater: true });
  const item = () => bench.services.store.jobs.items(1)[0];
  expect(item()).toMatchObject({ state: 'uncertain', nextReadback: { kind: 'second' } });
  return { ...bench, item };
}

test('removed: its outcomes are not reported as pending', async () => {
  const { services, pbx, item } = await withOpenOutcome();
  await services.pbxs.remove(pbx, { history: false });
  expect(item()).toMatchObject({ state: 'uncertain', nextReadback: null });
  expect(item()?.problem?.facts.reason).toBeUndefined();
});

test('given another address: the same', async () => {
  const { demo, services, pbx, item } = await withOpenOutcome();
  await services.pbxs.edit(pbx, { address: 'https://pbx.example.com' }, demo.apiKey);
  expect(item()).toMatchObject({ state: 'uncertain', nextReadback: null });
});

test('removed, while another entry has its address: that entry settles them', async () => {
  const { demo, services, pbx, item } = await withOpenOutcome();
  await services.pbxs.add(
    { name: 'The same', address: demo.url, clientId: demo.clientId, fingerprint: null },
    demo.apiKey,
  );
  await services.pbxs.remove(pbx, { history: false });
  expect(item()?.nextReadback).not.toBeNull();
  services.store.jobs.advanceReadbacks(Date.now());
  const settled = Promise.withResolvers<void>();
  const settling = createSettlingJobs({
    services,
    later: () => () => {},
    tell: () => {},
    settled: () => settled.resolve(),
  });
  settling.check();
  await settled.promise;
  await settling.stop();
  expect(item()).toMatchObject({ state: 'succeeded', knownBy: 'settled' });
});
