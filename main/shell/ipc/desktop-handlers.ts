import type { DesktopFacts, desktopCalls } from '../../../common/ipc/desktop.ts';
import type { MainWindow } from '../windows/main-window.ts';
import type { Panel } from '../windows/panel.ts';
import type { HandlersOf } from './serve.ts';

export interface DesktopHandlerParts {
  /** The parts of the app outside its pages. */
  desktop: {
    facts(): Promise<DesktopFacts>;
    mainWindow: Pick<MainWindow, 'go' | 'takeTarget'>;
    panel: Pick<Panel, 'hide'>;
  };
}

/** Handles calls about the desktop and the main window. */
export function createDesktopHandlers({ desktop }: DesktopHandlerParts): HandlersOf<typeof desktopCalls> {
  const { mainWindow, panel } = desktop;
  return {
    'desktop:facts': () => desktop.facts(),
    'app:go'(target) {
      mainWindow.go(target);
      // During a run it would stay above the window.
      panel.hide();
    },
    'app:take-target': () => mainWindow.takeTarget(),
  };
}
