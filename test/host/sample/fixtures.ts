/** Playwright's `test` with the sample app, and helpers to call it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { test as base } from '../fixtures.ts';
import { buildSample } from './build.ts';
import type { SampleApi } from './preload.ts';

export { expect } from '../fixtures.ts';

declare global {
  interface Window {
    sample: SampleApi;
  }
}

/** The sample is built once per worker; `app` starts it. */
export const test = base.extend<object, { samplePath: string }>({
  samplePath: [
    async ({ playwright: _ }, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'rekey-sample-'));
      await use(await buildSample(folder));
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  appOptions: async ({ samplePath }, use) => use({ appPath: samplePath }),
});

/** Calls a handler of the sample's main process from its page. */
export const invoke = (page: Page, channel: string, ...args: unknown[]): Promise<unknown> =>
  page.evaluate(([name, values]) => window.sample.invoke(name, ...values), [channel, args] as const);
/** What the sample has recorded so far. */
export const seen = (page: Page): Promise<string[]> => invoke(page, 'seen') as Promise<string[]>;
