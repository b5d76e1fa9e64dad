import type { Page } from '@playwright/test';
import { openStore } from '../../main/store/index.ts';
import type { RunningApp } from '../host/fixtures.ts';
import type { DemoPbx } from '../pbx/index.ts';
import { macOf } from '../setup/mac.ts';
import { holdAt } from './jobs-support.ts';
import { expect, test } from './support.ts';

/** Runs a job over some demo devices, and leaves it running. */
async function startJob(page: Page, pbx: DemoPbx, count: number): Promise<void> {
  const macs = pbx.devices.slice(0, count).map(({ MacAddress }) => macOf(MacAddress));
  await expect(page.getByRole('textbox').first()).toBeVisible();
  await page.evaluate(async (list) => {
    const { rekey } = window as unknown as { rekey: import('../../common/ipc/index.ts').RekeyBridge };
    const state = await rekey.call('app:state', undefined);
    const pbxId = state.ok ? (state.value.pbxs[0]?.id ?? '') : '';
    const label = { reference: null, retryOf: null };
    void rekey.call('jobs:run', { pbxId, macs: list, tryUnlisted: false, ...label });
  }, macs);
}

const sent = (pbx: DemoPbx) => pbx.nextRequest(({ path }) => path.includes('Regenerate'));
const state = async (app: RunningApp) => (await app.windows())[0];

/** Checks that the job was paused with nothing in flight and something left; returns its counts. */
async function pausedInOrder(app: RunningApp) {
  const store = await openStore(app.dataDir);
  const [summary] = store.jobs.list(1);
  store.close();
  expect(summary?.job).toMatchObject({ state: 'paused', pauseProblem: null });
  expect(summary?.counts.running).toBe(0);
  expect(summary?.counts.queued).toBeGreaterThan(0);
  return summary?.counts;
}

test('an installer makes the app quit without a question: the job is paused', async ({ demo }) => {
  const { pbx, app, page } = await demo();
  const held = holdAt(pbx, 0);
  const first = sent(pbx);
  await startJob(page, pbx, pbx.devices.length);
  await first;
  expect((await app.secondInstance(['--quit'])).code).toBe(0);
  held.release();
  expect((await app.exited).code).toBe(0);
  await pausedInOrder(app);
});

test('quitting in mid-run asks, and pauses: what is in flight is finished, the rest stays queued', async ({
  demo,
}) => {
  const { pbx, app, page } = await demo({ behaviour: { latencyMs: 150 } });
  const first = sent(pbx);
  await startJob(page, pbx, 8);
  await first;

  await app.closeWindow();
  await expect.poll(async () => (await app.shownDialogs()).length).toBe(1);
  expect((await app.shownDialogs())[0]?.options).toMatchObject({
    message: 'A job is still running.',
    buttons: ['Pause and quit', 'Keep running'],
  });
  await app.answerNextDialog({ response: 0 });
  expect((await app.exited).code).toBe(0);
  expect((await pausedInOrder(app))?.succeeded).toBe(pbx.regenerated.size);
});

test('the question is a separate dialog if the window is minimised, where it would not be seen', async ({
  demo,
}) => {
  const { pbx, app, page } = await demo({ behaviour: { latencyMs: 150 } });
  const first = sent(pbx);
  await startJob(page, pbx, 8);
  await first;
  await app.quit();
  await expect.poll(async () => (await app.shownDialogs()).at(-1)?.parent).toBe((await state(app))?.id);
  await app.answerNextDialog({ response: 1 });
  await app.minimizeWindow();
  await app.quit();
  await expect.poll(async () => (await app.shownDialogs()).length).toBe(2);
  expect((await app.shownDialogs())[1]?.parent).toBeNull();
  await app.answerNextDialog({ response: 0 });
  expect((await app.exited).code).toBe(0);
});

test('closing in mid-run can be cancelled; the title and the taskbar show the progress', async ({ demo }) => {
  const { pbx, app, page } = await demo({ behaviour: { latencyMs: 150 } });
  const first = sent(pbx);
  await startJob(page, pbx, 8);
  await first;
  await app.closeWindow();
  await expect.poll(async () => (await app.shownDialogs()).length).toBe(1);
  await app.answerNextDialog({ response: 1 });
  await expect.poll(async () => (await state(app))?.title).toMatch(/^[1-7] of 8 · Rekey for 3CX$/);
  expect((await state(app))?.progress).toBeGreaterThan(0);

  await expect.poll(() => pbx.regenerated.size).toBe(8);
  await expect.poll(async () => await state(app)).toMatchObject({ title: 'Rekey for 3CX', progress: -1 });
  await app.closeWindow();
  expect((await app.exited).code).toBe(0);
});

test('the question and the title are in the current language', async ({ demo }) => {
  const { pbx, app, page } = await demo({ behaviour: { latencyMs: 150 }, launch: { locale: 'de-DE' } });
  const first = sent(pbx);
  await startJob(page, pbx, 8);
  await first;
  await app.closeWindow();
  await expect.poll(async () => (await app.shownDialogs()).length).toBe(1);
  expect((await app.shownDialogs())[0]?.options).toMatchObject({
    message: 'Es läuft noch ein Auftrag.',
    buttons: ['Anhalten und beenden', 'Weiterlaufen lassen'],
  });
  await app.answerNextDialog({ response: 1 });
  await expect.poll(async () => (await state(app))?.title).toMatch(/^[1-7] von 8 · Rekey for 3CX$/);
  await expect.poll(() => pbx.regenerated.size).toBe(8);
});

test('closing right after the start quits in order', async ({ launch }) => {
  const app = await launch();
  await app.page();
  await app.closeWindow();
  expect((await app.exited).code).toBe(0);
});
