import type { BrowserWindow } from 'electron';

export interface StayingParts {
  isQuitting(): boolean;
  /** Whether the app should keep running in the tray, and there is one. */
  stays(): Promise<boolean>;
  /** Called when it kept running there. */
  stayed(): void;
  /** Called when the window is hidden; later than `stayed` if it was in full screen. */
  hidden(): void;
  quit(): void;
}

/** Has a window's close button hide it if the app keeps running in the tray, and quit otherwise. */
export function stayWhenClosed(window: BrowserWindow, parts: StayingParts): void {
  window.on('close', (event) => {
    if (parts.isQuitting()) return;
    event.preventDefault();
    // If this can no longer be answered, the app quits.
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

/** Hiding a full-screen window on macOS would leave a black screen. */
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
