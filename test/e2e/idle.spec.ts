/** The cost of an idle app: no timer wakes it more often than once a minute. */
import type { Page } from '@playwright/test';
import type { RunningApp } from '../host/running-app.ts';
import { begin, holdAt, macsOf, oneByOne, openJob, quick, runToEnd, setPace } from './jobs-support.ts';
import { expect, macField as field, goTo, panelOf, test, withTray } from './support.ts';

const minutes = 4;
/** Its events are not watched, unlike for half an hour while a device may fetch its new password. */
const unwatched = { eventsPermitted: false };
const places = ['Device', 'List', 'History', 'PBXs', 'Settings'] as const;

declare global {
  /** How often each timer fired: an interval by its number, a timeout by its source, because it may be set again. */
  var wakes: Map<unknown, number>;
}

/** Counts the timers of pages, on top of a clock that is advanced. Reloads the pages. */
async function countWakes(...pages: Page[]): Promise<void> {
  await pages[0]?.clock.install();
  for (const page of pages) {
    await page.addInitScript(() => {
      globalThis.wakes = new Map();
      const count = (key: unknown): unknown => wakes.set(key, (wakes.get(key) ?? 0) + 1);
      const { setTimeout, setInterval } = window;
      Object.assign(window, {
        setTimeout(work: () => void, ms?: number, ...args: []) {
          const counted = (): void => {
            count(String(work));
            work(...args);
          };
          return setTimeout(counted, ms);
        },
        setInterval(work: () => void, ms?: number, ...args: []) {
          const counted = (): void => {
            count(id);
            work(...args);
          };
          const id = setInterval(counted, ms);
          return id;
        },
      });
    });
    await page.reload();
    await field(page).waitFor();
  }
}

/** How often a page's most frequent timer fires in that many minutes. */
async function maxWakes(page: Page): Promise<number> {
  await page.evaluate(() => wakes.clear());
  await page.clock.runFor(minutes * 60_000);
  return page.evaluate(() => Math.max(0, ...wakes.values()));
}

/** Short-lived timers have fired by then: a read, typing, a kept connection. */
async function expectCalm(page: Page, where: string): Promise<void> {
  await page.clock.runFor(minutes * 60_000);
  // The clock also runs on its own while it is advanced.
  expect(await maxWakes(page), where).toBeLessThanOrEqual(minutes + 1);
}

/** Main has no timer shorter than a minute, and sets none. */
async function expectMainCalm(app: RunningApp): Promise<void> {
  const short = async (): Promise<number[]> => (await app.timers()).pending.filter((ms) => ms < 60_000);
  // By then kept connections are closed, and the log file, and no answer is awaited any more.
  await expect.poll(short).toEqual([]);
  const { setSoFar } = await app.timers();
  await new Promise((resolve) => setTimeout(resolve, 3000));
  expect({ short: await short(), setSoFar: (await app.timers()).setSoFar }).toEqual({ short: [], setSoFar });
}

test('while nothing runs, no timer fires more often than once a minute', async ({ demo }) => {
  const { app, page, pbx } = await demo({ launch: withTray, behaviour: unwatched });
  await runToEnd(page, { pbxId: await setPace(page, quick), macs: macsOf(pbx, 3) });
  const panel = await panelOf(app);
  await countWakes(page, panel);
  // Proves that the counting works.
  for (const each of [page, panel]) {
    const stop = await each.evaluate(() => Number(setInterval(() => {}, 30_000)));
    expect(await maxWakes(each)).toBeGreaterThanOrEqual(2 * minutes);
    await each.evaluate((id) => clearInterval(id), stop);
  }

  for (const place of places) {
    await goTo(page, place);
    await expectCalm(page, place);
  }
  await openJob(page, 1);
  await expectCalm(page, 'a job that is over');
  await expectCalm(panel, 'the panel');
  await app.clickTrayIcon();
  await expect(field(panel)).toBeFocused();
  await expectCalm(panel, 'the panel, open');
  await expectMainCalm(app);
});

test('the same while one job is paused and another waits for its PBX', async ({ demo }) => {
  const { app, page, pbx } = await demo({ launch: withTray, behaviour: unwatched });
  const panel = await panelOf(app);
  const pbxId = await setPace(page, oneByOne);
  const held = holdAt(pbx, 1);
  await begin(page, { pbxId, macs: macsOf(pbx, 3) });
  await held.arrived;
  await openJob(page, 1);
  await page.getByRole('main').getByRole('button', { name: 'Pause' }).click();
  held.release();
  await expect(page.getByRole('main').getByRole('button', { name: 'Resume' })).toBeVisible();

  await pbx.close();
  await app.clock.install();
  const tries = async (): Promise<string | null> =>
    page.evaluate(async () => {
      const open = await window.rekey.call('jobs:open', undefined);
      return (open.ok && open.value.find(({ job }) => job.state === 'waiting')?.nextTryAt) || null;
    });
  await page.evaluate((list) => window.rekey.call('jobs:wait', list), {
    pbxId,
    macs: macsOf(pbx, 2),
    tryUnlisted: false,
    reference: null,
    retryOf: null,
  });
  /** How often the most frequent one fires in that many minutes. */
  const maxInMain = async (): Promise<number> => {
    const times = new Map<string, number>();
    for (let passed = 0; passed < minutes * 60; passed += 15) {
      await expect.poll(tries).not.toBeNull();
      for (const work of await app.clock.advance(15_000)) times.set(work, (times.get(work) ?? 0) + 1);
    }
    return Math.max(0, ...times.values());
  };
  const most = await maxInMain();
  expect(most).toBeLessThanOrEqual(minutes + 1);
  // Proves that the counting works.
  expect(most).toBeGreaterThanOrEqual(minutes / 2);
  await expectMainCalm(app);

  await countWakes(page, panel);
  for (const place of places) {
    await goTo(page, place);
    await expectCalm(page, place);
  }
  for (const id of [1, 2]) {
    await openJob(page, id);
    await expectCalm(page, `job ${id}`);
  }
  await expectCalm(panel, 'the panel');
});
