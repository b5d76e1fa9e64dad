/**
 * Makes Playwright's page use the app's URLs, so that a spec reads the same here and on Electron. Code inside the
 * page (`location.href`) still sees Chromium's name.
 */
import type { Page } from '@playwright/test';
import { toApp, toWeb } from './urls.ts';

/**
 * `expect` is called with a navigation that the spec starts, not the page; the function it returns is called when it
 * is over.
 */
export function translateUrls(page: Page, expect: (url: string) => () => void): void {
  const url = page.url.bind(page);
  const goto = page.goto.bind(page);
  const reload = page.reload.bind(page);
  Object.assign(page, {
    url: () => toApp(url()),
    async goto(to: string, options?: Parameters<Page['goto']>[1]) {
      const over = expect(toWeb(to));
      return goto(toWeb(to), options).finally(over);
    },
    async reload(options?: Parameters<Page['reload']>[0]) {
      const over = expect(url());
      return reload(options).finally(over);
    },
  });
}
