import type { Page } from '@playwright/test';

/**
 * Pastes text as the keyboard does: a real paste event in the focused field. Chromium's clipboard is not the one that
 * the main process has here, so it is filled first, with a copy event that only the test's own script sees.
 */
export async function pasteInto(page: Page, text: string): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  try {
    const { frameTree } = await cdp.send('Page.getFrameTree');
    const { executionContextId } = await cdp.send('Page.createIsolatedWorld', {
      frameId: frameTree.frame.id,
      worldName: 'test paste',
    });
    await cdp.send('Runtime.callFunctionOn', {
      executionContextId,
      userGesture: true,
      functionDeclaration: `function (text) {
        document.addEventListener('copy', (event) => {
          event.stopImmediatePropagation();
          event.preventDefault();
          event.clipboardData.setData('text/plain', text);
        }, { once: true, capture: true });
        if (!document.execCommand('copy')) throw new Error('Chromium would not copy.');
      }`,
      arguments: [{ value: text }],
    });
    await page.keyboard.press('ControlOrMeta+V');
  } finally {
    await cdp.detach();
  }
}
