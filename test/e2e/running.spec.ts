import type { Page } from '@playwright/test';
import type { DemoPbx } from '../pbx/index.ts';
import { expect, test } from './support.ts';

const hang = { kind: 'always', fault: { kind: 'hang', when: 'before' } } as const;

/** Runs a device that is not listed, so that the list is fetched first; returns when the PBX is asked. */
async function runUnlisted(page: Page, pbx: DemoPbx, asked: (path: string) => boolean): Promise<void> {
  const request = pbx.nextRequest(({ path }) => asked(path));
  await page.getByRole('textbox', { name: 'MAC address or name' }).fill('02:00:00:00:00:01');
  await page.getByRole('button', { name: 'Try anyway' }).click();
  await page.keyboard.press('Enter');
  await request;
}

test('a run can be cancelled while its device list hangs, and the next one succeeds', async ({ demo }) => {
  const { page, pbx } = await demo();
  pbx.serverFault('devices', hang);
  await runUnlisted(page, pbx, (path) => path.includes('Fxs'));
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Cancelled', { exact: true }).first()).toBeVisible({
    // Sooner than the request's own timeout.
    timeout: 20_000,
  });
  expect(pbx.requests.filter(({ path }) => path.includes('Regenerate'))).toEqual([]);

  pbx.serverFault('devices');
  await page.getByRole('button', { name: 'Retry' }).first().click();
  await page.keyboard.press('Enter');
  await expect.poll(() => pbx.requests.filter(({ path }) => path.includes('Regenerate'))).not.toEqual([]);
});

test('quitting does not wait for a sign-in that hangs, and sends nothing after it', async ({ demo }) => {
  const { app, page, pbx } = await demo();
  pbx.evictToken();
  pbx.serverFault('token', hang);
  await runUnlisted(page, pbx, (path) => path.includes('token'));
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeEnabled();
  const before = performance.now();
  await app.quit();
  expect(await app.exited).toEqual({ code: 0, signal: null });
  expect(performance.now() - before).toBeLessThan(10_000);
  expect(pbx.requests.filter(({ path }) => path.includes('Regenerate'))).toEqual([]);
});
