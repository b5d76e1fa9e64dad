import type { Page } from '@playwright/test';
import type { LaunchOptions, RunningApp } from '../host/fixtures.ts';
import type { DemoPbx } from '../pbx/index.ts';
import { withKeyring } from '../setup/keyring.ts';
import { startProxy, type TestProxy } from '../setup/proxies.ts';
import { test as base, desktopEnv, fillInPbx, textsOf } from './support.ts';

interface Behind {
  app: RunningApp;
  pbx: DemoPbx;
  page: Page;
  proxy: TestProxy;
}

const noVariables = {
  HTTPS_PROXY: undefined,
  https_proxy: undefined,
  ALL_PROXY: undefined,
  all_proxy: undefined,
};

/**
 * The specs' `test`: an app with a keychain, in the form for a PBX that is reached only through a proxy, which
 * accepts `ann:right`.
 */
export const test = base.extend<{ behindProxy: (options?: LaunchOptions) => Promise<Behind> }>({
  behindProxy: async ({ launch, startPbx }, use) => {
    const started: { stop(): Promise<unknown> }[] = [];
    await use(async (options = {}) => {
      const keyring = await withKeyring('unlocked');
      started.push(keyring);
      const pbx = await startPbx({ https: true });
      const proxy = await startProxy({ login: 'ann:right', to: pbx.port });
      started.push({ stop: () => proxy.close() });
      const app = await launch({
        ...options,
        env: { ...keyring.env, ...noVariables, ...desktopEnv({ tray: true }) },
      });
      await app.setSystemProxy(`PROXY ${proxy.name}`);
      const page = await app.page();
      const { pbxs } = await textsOf(page);
      await page.getByRole('button', { name: pbxs.add }).click();
      await fillInPbx(page, { ...pbx, url: 'https://pbx.example.test:5001' } as typeof pbx);
      return { app, pbx, page, proxy };
    });
    for (const { stop } of started.reverse()) await stop();
  },
});

/** The field for the proxy's password, in any language. */
export const proxyPassword = (page: Page) => page.locator('input[name="proxyPassword"]');
