import { EventEmitter } from 'node:events';
import type { App, Dialog } from 'electron';
import { expect, test } from 'vitest';
import { wordsFor } from '../../../../../common/texts/index.ts';
import { askBeforeLeaving } from '../../../../../main/shell/lifecycle/leaving.ts';

function bench({ jobs = 0, fetches = 0, answer = 0 } = {}) {
  const state = { jobs, closed: 0, asked: 0, said: '', work: null as PromiseWithResolvers<void> | null };
  const app = Object.assign(new EventEmitter(), {
    quit() {
      const event = { defaultPrevented: false, preventDefault: () => (event.defaultPrevented = true) };
      app.emit('before-quit', event);
      if (!event.defaultPrevented) state.closed += 1;
    },
  });
  const leaving = askBeforeLeaving(app as unknown as Pick<App, 'on' | 'quit'>, {
    dialog: {
      async showMessageBox({ message }: { message: string }) {
        state.asked += 1;
        state.said = message;
        return { response: answer, checkboxChecked: false };
      },
    } as unknown as Pick<Dialog, 'showMessageBox'>,
    runningJobs: () => state.jobs,
    runningFetches: () => fetches,
    window: () => null,
    texts: () => wordsFor('en', 'en-GB').texts,
    beforeWindowsClose: () => state.work?.promise ?? null,
  });
  return { app, state, leaving };
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('with nothing to do the windows close at once', () => {
  const { app, state, leaving } = bench();
  expect(leaving.isQuitting()).toBe(false);
  app.quit();
  expect([state.closed, state.asked, leaving.isQuitting()]).toEqual([1, 0, true]);
});

test.each(['done', 'failed'])('work that needs a window is awaited, until it has %s', async (end) => {
  const { app, state, leaving } = bench();
  state.work = Promise.withResolvers();
  state.work.promise.catch(() => {});
  app.quit();
  app.quit();
  expect([state.closed, leaving.isQuitting()]).toEqual([0, false]);
  if (end === 'done') state.work.resolve();
  else state.work.reject(new Error('the clipboard is in use'));
  await settled();
  expect([state.closed, leaving.isQuitting()]).toEqual([1, true]);
});

test('a running job is asked about first, and only once', async () => {
  const { app, state } = bench({ jobs: 1 });
  state.work = Promise.withResolvers();
  app.quit();
  app.quit();
  expect([state.closed, state.asked]).toEqual([0, 1]);
  await settled();
  expect(state.closed).toBe(0);
  state.work.resolve();
  await settled();
  expect([state.closed, state.asked]).toEqual([1, 1]);
});

test('devices that are asked to fetch are asked about as a job is', async () => {
  const { app, state } = bench({ fetches: 1, answer: 1 });
  app.quit();
  await settled();
  expect([state.closed, state.said]).toEqual([0, 'Rekey is still asking devices to fetch.']);
});

test('told to keep running, it goes on, and asks again the next time', async () => {
  const { app, state, leaving } = bench({ jobs: 1, answer: 1 });
  app.quit();
  await settled();
  expect([state.closed, leaving.isQuitting()]).toEqual([0, false]);
  app.quit();
  expect(state.asked).toBe(2);
});

test('ended by an installer, it asks nothing', () => {
  const { state, leaving } = bench({ jobs: 1 });
  leaving.quitUnasked();
  expect([state.closed, state.asked]).toEqual([1, 0]);
});
