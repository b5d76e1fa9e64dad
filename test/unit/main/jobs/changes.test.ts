import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { createChanges } from '../../../../main/jobs/changes.ts';

test('an abort is a change', async () => {
  const controller = new AbortController();
  const changes = createChanges(controller.signal);
  const next = changes.next();
  controller.abort();
  await next;
  await changes.aborted;
});

test('once closed, it leaves nothing at a signal that outlives it', () => {
  const { signal } = new AbortController();
  const changes = createChanges(signal);
  expect(getEventListeners(signal, 'abort')).toHaveLength(1);
  changes.close();
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});
