import { type BrowserWindow, type Point, screen } from 'electron';
import type { PanelOpening } from '../../common/ipc.ts';
import { tell } from './ipc.ts';
import { createOurWindow, type WindowParts } from './our-window.ts';
import { type Anchor, placePanel } from './placement.ts';

/** The small window for one device, at hand from the tray and by the shortcut. */
export interface Panel {
  /** Makes it, hidden, so that it is there at once when it is opened. */
  prepare(): Promise<void>;
  open(opening: PanelOpening, anchor: Anchor): void;
  hide(): void;
  isOpen(): boolean;
  /** Whether it has just hidden itself, because it lost the focus: the click that took it meant to close it. */
  wasJustLeft(): boolean;
  /** What it was opened with; null once that is taken. */
  takeOpening(): PanelOpening | null;
  /** In the middle of something it stays when the focus goes elsewhere. */
  hold(held: boolean): void;
  /** Makes it as high as its content. */
  fit(height: number): void;
}

const width = 380;
const firstHeight = 320;
/** A press on the tray's icon takes the focus first, and is told of after that. */
const justLeftMs = 300;

export interface PanelParts extends WindowParts {
  /** Of its page. */
  url: string;
  /** Whether the program is ending, so that it is closed and not hidden. */
  isQuitting(): boolean;
  /** Runs something later; gives what stops it. */
  later(work: () => void, ms: number): () => void;
}

export function createPanel({ url, isQuitting, later, ...parts }: PanelParts): Panel {
  let window: BrowserWindow | null = null;
  let opening: PanelOpening | null = null;
  let anchor: Anchor = { kind: 'centre' };
  let held = false;
  let justLeft = false;

  const hide = (): void => window?.hide();
  const prepare = async (): Promise<void> => {
    if (window) return;
    const made = createOurWindow(parts, {
      title: 'Rekey for 3CX',
      width,
      height: firstHeight,
      frame: false,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      // Comes up over what another program shows on the whole screen, and gives the focus back to it.
      ...(process.platform === 'darwin' ? { type: 'panel' } : {}),
    });
    window = made;
    made.on('closed', () => {
      window = null;
    });
    made.on('close', (event) => {
      if (isQuitting()) return;
      event.preventDefault();
      hide();
    });
    made.on('blur', () => {
      if (held || !made.isVisible()) return;
      justLeft = true;
      later(() => {
        justLeft = false;
      }, justLeftMs);
      hide();
    });
    // Closed while it loads, as by quitting at once; else it is made anew when it is next opened.
    await made.loadURL(url).catch(() => made.destroy());
  };
  const place = (height: number): void => {
    const point: Point = anchorPoint(anchor);
    const { workArea } = screen.getDisplayNearestPoint(point);
    window?.setBounds({ ...placePanel({ width, height }, anchor, workArea), width, height });
  };

  return {
    prepare,
    open(next, at) {
      opening = next;
      anchor = at;
      if (!window) void prepare();
      if (!window) return;
      place(window.getBounds().height);
      window.show();
      window.focus();
      // A page that is still loading asks by itself.
      tell(window.webContents, 'panel:opened', undefined);
    },
    hide,
    isOpen: () => window?.isVisible() ?? false,
    wasJustLeft: () => justLeft,
    takeOpening() {
      const taken = opening;
      opening = null;
      return taken;
    },
    hold(next) {
      held = next;
    },
    fit: place,
  };
}

/** A point of the display that an anchor is on. */
function anchorPoint(anchor: Anchor): Point {
  if (anchor.kind === 'cursor') return anchor.point;
  return anchor.kind === 'icon' ? anchor.bounds : screen.getCursorScreenPoint();
}
