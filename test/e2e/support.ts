import type { Page } from '@playwright/test';
import { test as base, type LaunchOptions, type RunningApp } from '../host/fixtures.ts';
import { type DemoPbx, type DemoPbxOptions, startDemoPbx } from '../pbx/index.ts';

export { expect, noProblems, onElectron, orSkip } from '../host/fixtures.ts';

interface Fixtures {
  /** Starts a demo 3CX that ends with its test. */
  startPbx: (options?: DemoPbxOptions) => Promise<DemoPbx>;
  /** The app, connected to a demo 3CX as `npm run demo` does it: the keychain is in memory. */
  demo: (
    options?: DemoPbxOptions & { launch?: LaunchOptions },
  ) => Promise<{ pbx: DemoPbx; app: RunningApp; page: Page }>;
}

/** The specs' `test`: an app, and a PBX for it. */
export const test = base.extend<Fixtures>({
  startPbx: async ({ playwright: _ }, use) => {
    const started: DemoPbx[] = [];
    await use(async (options) => {
      const pbx = await startDemoPbx(options);
      started.push(pbx);
      return pbx;
    });
    await Promise.all(started.map((pbx) => pbx.close()));
  },

  demo: async ({ startPbx, launch }, use) => {
    await use(async ({ launch: launchOptions = {}, ...options } = {}) => {
      const pbx = await startPbx(options);
      const target = { url: pbx.url, clientId: pbx.clientId, apiKey: pbx.apiKey };
      const env = { ...launchOptions.env, REKEY_DEMO: JSON.stringify(target) };
      const app = await launch({ ...launchOptions, env });
      return { pbx, app, page: await app.page() };
    });
  },
});

/** A device of the demo by its place in the list; specs rely on there being one. */
export function deviceAt(pbx: DemoPbx, index: number): DemoPbx['devices'][number] {
  const device = pbx.devices[index];
  if (!device) throw new Error(`the demo has no device ${index}`);
  return device;
}
