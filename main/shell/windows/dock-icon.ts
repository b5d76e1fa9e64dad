import type { Dock } from 'electron';

/** The app's icon in the macOS Dock: present while its window is open, even if covered or minimised. */
export interface DockIcon {
  show(): void;
  hide(): void;
}

/** Electron ignores `hide` for a second after `show`: macOS could be left with two icons. */
const settledMs = 1100;

/** @param dock undefined on other systems */
export function createDockIcon(
  dock: Pick<Dock, 'show' | 'hide'> | undefined,
  { now, later }: { now(): number; later(work: () => void, ms: number): () => void },
): DockIcon {
  let shown = true;
  let shownAt = Number.NEGATIVE_INFINITY;
  let stopWaiting = (): void => {};
  const hide = (): void => {
    shown = false;
    dock?.hide();
  };

  return {
    show() {
      stopWaiting();
      // Showing it again would take the focus away for a moment.
      if (!dock || shown) return;
      shown = true;
      shownAt = now();
      void dock.show();
    },
    hide() {
      stopWaiting();
      const ms = shownAt + settledMs - now();
      if (ms > 0) stopWaiting = later(hide, ms);
      else hide();
    },
  };
}
