/**
 * `npm run bench`: prints what starts, windows, lists and jobs cost, where possible as ratios within one run. To
 * measure only some topics, name them: `npm run bench -- jobs`.
 */
import { spawnSync } from 'node:child_process';
import { type Browser, chromium, type Page } from '@playwright/test';
import { launchApp } from '../host/app.ts';
import { chromiumOptions } from '../host/chromium.ts';
import { startDemoPbx } from '../pbx/index.ts';
import { median, report, timed } from './figures.ts';
import { jobs } from './jobs.ts';
import { longList } from './long-list.ts';
import { memory } from './memory.ts';
import { panel } from './panel.ts';
import { parsing } from './parsing.ts';
import { sizes } from './sizes.ts';
import { start } from './start.ts';

const starts = 5;
const keystrokes = 60;

/** From starting the app to a focused MAC field, against starting bare Node and opening an empty page. */
async function windowStart(browser: Browser): Promise<void> {
  const usable: number[] = [];
  const bare: number[] = [];
  for (let n = 0; n < starts; n += 1) {
    bare.push(
      await timed(async () => {
        spawnSync(process.execPath, ['-e', '0']);
        const page = await browser.newPage();
        await page.goto('about:blank');
        await page.close();
      }),
    );
    await withApp(browser, 10, async (_page, ms) => void usable.push(ms));
  }
  const [app, empty] = [median(usable), median(bare)];
  report(
    'start to usable window',
    `${app.toFixed(0)} ms, ${(app / empty).toFixed(1)} times bare Node and an empty page (${empty.toFixed(0)} ms)`,
  );
}

/** From a keystroke to the line that explains it, with many devices against a few. */
async function keystrokeLatency(browser: Browser): Promise<void> {
  const times: number[] = [];
  for (const devices of [10, 5000])
    await withApp(browser, devices, async (page) => void times.push(median(await keystrokeTimes(page))));
  const [few = Number.NaN, many = Number.NaN] = times;
  report(
    'keystroke to explanation, 5,000 devices',
    `${many.toFixed(1)} ms, ${(many / few).toFixed(2)} times that with 10 (${few.toFixed(1)} ms)`,
  );
}

async function withApp(
  browser: Browser,
  devices: number,
  work: (page: Page, ms: number) => Promise<void>,
): Promise<void> {
  const pbx = await startDemoPbx({ devices });
  const REKEY_DEMO = JSON.stringify({ url: pbx.url, clientId: pbx.clientId, apiKey: pbx.apiKey });
  const startedAt = performance.now();
  const app = await launchApp({ browser, env: { REKEY_DEMO } });
  try {
    const page = await app.page();
    await page.locator('input:focus').waitFor();
    await work(page, performance.now() - startedAt);
  } finally {
    await app.stop();
    await pbx.close();
  }
}

/** The times in the page from each input event to the change of the line, including React's work. */
function keystrokeTimes(page: Page): Promise<number[]> {
  return page.evaluate(async (count) => {
    const field = document.querySelector<HTMLInputElement>('input:focus');
    const line = document.querySelector('#understanding');
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    if (!field || !line || !setValue) throw new Error('no field or no line');
    const times: number[] = [];
    for (let n = 0; n < count; n += 1) {
      const changed = new Promise<void>((resolve) => {
        const observer = new MutationObserver(() => {
          observer.disconnect();
          resolve();
        });
        observer.observe(line, { childList: true, subtree: true, characterData: true });
      });
      const startedAt = performance.now();
      setValue.call(field, `0000${(0x10000000 + n).toString(16)}`);
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await changed;
      times.push(performance.now() - startedAt);
    }
    return times;
  }, keystrokes);
}

async function windowTopics(): Promise<void> {
  const browser = await chromium.launch(chromiumOptions());
  await windowStart(browser);
  await keystrokeLatency(browser);
  await withApp(browser, 10, async (page) => longList(page));
  await browser.close();
}

/** What can be measured, by the name to pass on the command line. */
const topics: Record<string, () => void | Promise<void>> = {
  sizes,
  start,
  window: windowTopics,
  panel,
  parsing,
  jobs,
  memory,
};
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(topics, name));
if (unknown.length > 0)
  throw new Error(`unknown topic: ${unknown.join(', ')}; topics: ${Object.keys(topics).join(', ')}`);
for (const [name, measure] of Object.entries(topics))
  if (wanted.length === 0 || wanted.includes(name)) await measure();
