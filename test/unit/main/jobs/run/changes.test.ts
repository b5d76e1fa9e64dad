import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { createChanges } from '../../../../../main/jobs/run/changes.ts';

test('an abort is a change', async () => {
  const controller = new AbortController();
  const changes = createChanges(controller.signal);
  const next = changes.next();
  controller.abort();
  await next;
});

test('waiting for work ends with the abort at the latest', async () => {
  const controller = new AbortController();
  const changes = createChanges(controller.signal);
  expect(await changes.orAborted(Promise.resolve(1))).toBe(1);
  await expect(changes.orAborted(Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  const waiting = changes.orAborted(new Promise(() => {}));
  controller.abort();
  expect(await waiting).toBeUndefined();
  expect(await changes.orAborted(new Promise(() => {}))).toBeUndefined();
});

test('once closed, it leaves no listener on a signal that outlives it', () => {
  const { signal } = new AbortController();
  const changes = createChanges(signal);
  expect(getEventListeners(signal, 'abort')).toHaveLength(1);
  changes.close();
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});
