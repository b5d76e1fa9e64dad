import type { BrowserWindow } from 'electron';

export interface StayingParts {
  isQuitting(): boolean;
  /** Whether the program is to go on in the tray, and there is one. */
  stays(): Promise<boolean>;
  /** It went on there. */
  stayed(): void;
  /** The window is out of sight; told later than `stayed` where it filled the screen. */
  hidden(): void;
  quit(): void;
}

/** Has a window's close button hide it where the program goes on in the tray, and end the program elsewhere. */
export function stayWhenClosed(window: BrowserWindow, parts: StayingParts): void {
  window.on('close', (event) => {
    if (parts.isQuitting()) return;
    event.preventDefault();
    // Where nothing is there any more that could tell, it ends.
    const staying = parts.stays().catch(() => false);
    void staying.then((stays) => {
      if (window.isDestroyed()) return;
      if (stays) {
        hide(window, parts.hidden);
        parts.stayed();
      } else parts.quit();
    });
  });
}

/** What fills the screen on macOS would leave it black. */
function hide(window: BrowserWindow, hidden: () => void): void {
  const hideNow = (): void => {
    window.hide();
    hidden();
  };
  if (window.isFullScreen()) {
    window.once('leave-full-screen', hideNow);
    window.setFullScreen(false);
  } else hideNow();
}
