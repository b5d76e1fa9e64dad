/** Playwright's `test` for specs of an app; the same specs run on the stand-in and on Electron. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, test as base, type TestInfo } from '@playwright/test';
import { launchApp, onElectron } from './app.ts';
import { chromiumOptions } from './chromium.ts';
import type { Face } from './fonts.ts';
import { noProblems, type Problems, watchProblems } from './problems.ts';
import { type LaunchOptions, NotOnElectron, type RunningApp } from './running-app.ts';

export { expect } from '@playwright/test';
export type { LaunchOptions, RunningApp };
export { noProblems, onElectron };

interface Fixtures {
  /** How `app` is started; set with `test.use({ appOptions: { ... } })`. */
  appOptions: LaunchOptions;
  /** The app, started. */
  app: RunningApp;
  /** Starts another app. It is stopped after the test in any case. */
  launch: (options?: LaunchOptions) => Promise<RunningApp>;
  /** An empty folder, removed after the test: for an app that is started more than once. */
  dataDir: string;
  /** Problems in any page of the test so far. */
  problems: Problems;
}

interface WorkerFixtures {
  /** The browser for the stand-in's windows in a font: started when first needed, then shared. */
  browserFor: (face: Face) => Promise<Browser | undefined>;
}

/** Keeps what helps to understand a failure; Playwright itself keeps traces and screenshots. */
async function attachLogs(apps: RunningApp[], problems: Problems, info: TestInfo): Promise<void> {
  for (const [index, app] of apps.entries())
    await info.attach(`main process ${index + 1}`, { body: app.logs(), contentType: 'text/plain' });
  await info.attach('problems in pages', {
    body: JSON.stringify(problems, null, 2),
    contentType: 'application/json',
  });
}

/** Playwright's `test` with an app. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  appOptions: [{}, { option: true }],

  browserFor: [
    async ({ playwright }, use) => {
      const started = new Map<Face, Promise<Browser>>();
      await use(async (face) => {
        if (onElectron) return undefined;
        const browser = started.get(face) ?? playwright.chromium.launch(chromiumOptions(face));
        started.set(face, browser);
        return browser;
      });
      for (const browser of started.values()) await (await browser).close();
    },
    { scope: 'worker' },
  ],

  problems: async ({ playwright: _ }, use) => {
    await use(noProblems());
  },

  launch: async ({ browserFor, problems }, use, info) => {
    const apps: RunningApp[] = [];
    await use(async (options = {}) => {
      const browser = await browserFor(options.face ?? 'wide');
      const app = await launchApp({ ...(browser ? { browser } : {}), ...options });
      apps.push(app);
      app.onPage((page) => watchProblems(page, problems));
      return app;
    });
    if (info.status !== info.expectedStatus) await attachLogs(apps, problems, info);
    await Promise.all(apps.map((app) => app.stop()));
  },

  app: async ({ launch, appOptions }, use) => {
    await use(await launch(appOptions));
  },

  dataDir: async ({ playwright: _ }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'rekey-data-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
});

/** Runs what real Electron may not support, and skips the test there with the reason. */
export async function orSkip<T>(run: () => Promise<T> | T): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof NotOnElectron) test.skip(true, error.message);
    throw error;
  }
}
