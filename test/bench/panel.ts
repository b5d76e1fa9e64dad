/** The cost of the quick panel. */
import { type Browser, chromium, type Page } from '@playwright/test';
import { formatMac, parseMac } from '../../common/mac.ts';
import { launchApp } from '../host/app.ts';
import { chromiumOptions } from '../host/chromium.ts';
import { startDemoPbx } from '../pbx/index.ts';
import { median, report, timed } from './figures.ts';

const openings = 20;
const keys = 'Control+Alt+K';

/** From the shortcut to a focused field with the clipboard's MAC, against a call to the app and back. */
export async function panel(): Promise<void> {
  const browser = await chromium.launch(chromiumOptions());
  await measure(browser);
  await browser.close();
}

async function measure(browser: Browser): Promise<void> {
  const pbx = await startDemoPbx({ devices: openings });
  const REKEY_DEMO = JSON.stringify({ url: pbx.url, clientId: pbx.clientId, apiKey: pbx.apiKey });
  const app = await launchApp({ browser, env: { REKEY_DEMO } });
  try {
    const [main, page] = [await app.page(), await app.waitForWindow((url) => url.endsWith('/panel.html'))];
    await page.locator('input').waitFor();
    await main.evaluate((shortcut) => window.rekey.call('settings:set', { shortcut }), keys);
    const opened: number[] = [];
    const called: number[] = [];
    for (const { MacAddress } of pbx.devices) {
      await app.clipboard.write(MacAddress);
      const verdict = parseMac(MacAddress);
      const filled = filledWith(page, verdict.ok ? formatMac(verdict.mac) : '');
      opened.push(
        await timed(async () => {
          await app.pressShortcut(keys);
          await filled;
        }),
      );
      called.push(await timed(() => app.clipboard.read()));
      await page.keyboard.press('Escape');
      await page.waitForFunction(() => document.querySelector('input')?.value === '');
      while ((await app.windows()).some(({ id, visible }) => id === 2 && visible));
    }
    const [open, call] = [median(opened), median(called)];
    report(
      'shortcut to a filled field, the panel',
      `${open.toFixed(1)} ms, a call to the app and back ${call.toFixed(1)} ms (median of ${openings})`,
    );
  } finally {
    await app.stop();
    await pbx.close();
  }
}

/** Settles, in the page's own time, once the focused field has this text. */
function filledWith(page: Page, text: string): Promise<void> {
  return page.evaluate(
    (wanted) =>
      new Promise<void>((resolve) => {
        const look = (): void => {
          const { activeElement } = document;
          if (activeElement instanceof HTMLInputElement && activeElement.value === wanted) resolve();
          else requestAnimationFrame(look);
        };
        look();
      }),
    text,
  );
}
