import type { CDPSession, Page } from '@playwright/test';

/**
 * Loads documents and waits for them, over the host's own CDP session: the app may close the window while it loads,
 * and Playwright's `goto` does not survive its page.
 */
export class Loads {
  readonly #cdp: CDPSession;
  readonly #loaded = new Set<string>();
  readonly #waiting = new Map<string, { resolve: () => void; reject: (error: Error) => void }>();
  #closed = false;

  constructor(page: Page, cdp: CDPSession) {
    this.#cdp = cdp;
    cdp.on('Page.lifecycleEvent', ({ name, loaderId }) => {
      if (name !== 'load') return;
      this.#loaded.add(loaderId);
      this.#waiting.get(loaderId)?.resolve();
    });
    cdp.on('Page.frameNavigated', ({ frame }) => {
      if (!frame.parentId) this.#drop((loaderId) => loaderId !== frame.loaderId, 'net::ERR_ABORTED');
    });
    page.once('close', () => {
      this.#closed = true;
      this.#drop(() => true, 'net::ERR_FAILED');
    });
  }

  #drop(which: (loaderId: string) => boolean, reason: string): void {
    for (const [loaderId, { reject }] of this.#waiting) if (which(loaderId)) reject(new Error(reason));
  }

  /** Loads a URL in Chromium's form, until its `load` event. */
  async load(url: string): Promise<void> {
    const { loaderId, errorText } = await this.#cdp.send('Page.navigate', { url });
    if (errorText) throw new Error(errorText);
    // Without one it stayed in the same document.
    if (loaderId === undefined || this.#loaded.has(loaderId)) return;
    if (this.#closed) throw new Error('net::ERR_FAILED');
    await new Promise<void>((resolve, reject) => this.#waiting.set(loaderId, { resolve, reject })).finally(
      () => this.#waiting.delete(loaderId),
    );
  }
}
