import type { DesktopFacts } from '../../../common/ipc.ts';
import type { LoginItem } from '../lifecycle/login-item.ts';
import type { Shortcut } from '../tray/shortcut.ts';
import type { MainWindow } from '../windows/main-window.ts';
import type { Panel } from '../windows/panel.ts';
import type { Handlers } from './serve.ts';

export interface DesktopHandlerParts {
  /** What there is of the program outside of its pages. */
  desktop: {
    facts(): Promise<DesktopFacts>;
    mainWindow: Pick<MainWindow, 'go' | 'takeTarget'>;
    panel: Pick<Panel, 'takeOpening' | 'hide' | 'cleared' | 'stand' | 'fit'>;
    shortcut: Shortcut;
    loginItem: LoginItem;
  };
}

type DesktopHandlers = Pick<
  Handlers,
  Extract<keyof Handlers, `panel:${string}` | 'desktop:facts' | 'app:go' | 'app:take-target'>
>;

/** What pages may ask for of the windows and of the desktop around them. */
export function createDesktopHandlers({ desktop }: DesktopHandlerParts): DesktopHandlers {
  const { mainWindow, panel } = desktop;
  return {
    'desktop:facts': () => desktop.facts(),
    'app:go'(target) {
      mainWindow.go(target);
      // In the middle of something it would stay above the window.
      panel.hide();
    },
    'app:take-target': () => mainWindow.takeTarget(),
    'panel:take-opening': () => panel.takeOpening(),
    'panel:hide': () => panel.hide(),
    'panel:cleared': ({ turn }) => panel.cleared(turn),
    'panel:stand': ({ stage }) => panel.stand(stage),
    'panel:fit': ({ height }) => panel.fit(height),
  };
}
