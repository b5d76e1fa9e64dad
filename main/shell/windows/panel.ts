import { type BrowserWindow, type Point, type Rectangle, screen } from 'electron';
import type { PanelOpening, PanelStage } from '../../../common/ipc/index.ts';
import { tell } from '../ipc/serve.ts';
import { createOurWindow, type WindowParts } from './our-window.ts';
import { type Anchor, placePanel } from './placement.ts';

/** What the panel should start with. */
export type PanelRequest = Omit<PanelOpening, 'unseen'>;

/** The small window for one device, opened from the tray and by the shortcut. */
export interface Panel {
  /** Creates it, hidden, so that it opens at once later. */
  prepare(): Promise<void>;
  /** @param request if it is a function, it is called once the panel has the focus */
  open(request: PanelRequest | (() => Promise<PanelRequest>), anchor: Anchor): void;
  /** Brings it to the front unchanged if it is behind another program with a run or a result; returns whether it was. */
  comeBack(): boolean;
  /**
   * Has the page clear its content first: a hidden page is not drawn, so its last frame would flash at the next
   * opening.
   */
  hide(): void;
  /** The page has cleared its content for that hiding. */
  cleared(turn: number): void;
  isInFront(): boolean;
  /** Whether it has just lost the focus: the click that took the focus meant to close it. */
  wasJustLeft(): boolean;
  /** What it was opened with, as soon as that is known; null if already taken, or if the panel was hidden before. */
  takeOpening(): Promise<PanelOpening | null>;
  /** The page's current stage: with a question or a run the panel stays when the focus goes elsewhere. */
  stand(stage: PanelStage): void;
  /** Makes it as high as its content, in CSS pixels. */
  fit(height: number): void;
}

const width = 380;
const firstHeight = 320;
/** A press on the tray icon takes the focus first and is reported after that. */
const justLeftMs = 300;
/** How long its page may take to clear its content; usually two frames. */
const clearPatienceMs = 200;
/**
 * How soon a crashed page is loaded again, unless it is opened earlier; this limits the load of a page that always
 * crashes.
 */
const recreateDelayMs = 1000;

export interface PanelParts extends WindowParts {
  /** Of its page. */
  url: string;
  /** Whether the app is quitting, so that it is closed and not hidden. */
  isQuitting(): boolean;
  /** Runs work after a delay; returns a function that cancels it. */
  later(work: () => void, ms: number): () => void;
}

export function createPanel({ url, isQuitting, later, ...parts }: PanelParts): Panel {
  let window: BrowserWindow | null = null;
  let opening: Promise<PanelOpening | null> | null = null;
  /** Ends the wait for the focus. */
  let stopWaiting = (): void => {};
  let anchor: Anchor = { kind: 'centre' };
  let point: Point = { x: 0, y: 0 };
  let contentHeight = firstHeight;
  let stage: PanelStage = 'entry';
  let isResultSeen = false;
  let justLeft = false;

  let hiding: { turn: number; stop: () => void } | null = null;
  let turn = 0;

  const stopHiding = (): void => {
    hiding?.stop();
    hiding = null;
  };
  const hideNow = (): void => {
    // Hiding takes the focus away while it is still under way.
    window?.hide();
    stopHiding();
  };
  const isInSight = (): boolean => (window?.isVisible() ?? false) && !hiding;
  const conceal = (): void => {
    if (!window || !isInSight()) return;
    turn += 1;
    stopWaiting();
    hiding = { turn, stop: later(hideNow, clearPatienceMs) };
    tell(window.webContents, 'panel:hiding', { turn });
  };
  /** Closed by the app, as by its own button: a click on the tray icon right after it means to open it. */
  const hide = (): void => {
    justLeft = false;
    conceal();
  };
  const left = (): void => {
    if (!isInSight()) return;
    justLeft = true;
    later(() => {
      justLeft = false;
    }, justLeftMs);
    if (stage !== 'question' && stage !== 'run') conceal();
  };
  const prepare = async (): Promise<void> => {
    if (window && !window.webContents.isCrashed()) return;
    const crashed = window;
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
      // Appears above another program's full-screen window, and returns the focus to it.
      ...(process.platform === 'darwin' ? { type: 'panel' } : {}),
    });
    window = made;
    // Not earlier: without any window the app would quit.
    crashed?.destroy();
    stage = 'entry';
    made.on('closed', () => {
      if (window !== made) return;
      stopHiding();
      stopWaiting();
      window = null;
    });
    made.on('close', (event) => {
      if (isQuitting()) return;
      event.preventDefault();
      hide();
    });
    made.on('focus', () => {
      isResultSeen = true;
    });
    made.on('blur', left);
    // On macOS only the page of a panel is notified (electron/electron#49274).
    made.webContents.on('blur', () => {
      if (!made.isFocused()) left();
    });
    made.webContents.on('render-process-gone', () => {
      stage = 'entry';
      stopHiding();
      made.hide();
      later(() => void prepare(), recreateDelayMs);
    });
    // It was closed while loading, as by quitting at once; otherwise it is created again when it is next opened.
    await made.loadURL(url).catch(() => made.destroy());
  };
  /** Zoom is set in the main window and applies to all pages: the panel grows with it. */
  const boundsNow = (of: BrowserWindow): Rectangle => {
    const { workArea } = screen.getDisplayNearestPoint(point);
    const zoom = of.webContents.getZoomFactor();
    const size = {
      width: Math.min(Math.ceil(width * zoom), workArea.width),
      height: Math.min(Math.ceil(contentHeight * zoom), workArea.height),
    };
    return { ...placePanel(size, anchor, workArea), ...size };
  };
  /** Whether it has the focus, once it does; false if it is hidden or opened again before. */
  const focusOf = (of: BrowserWindow): Promise<boolean> => {
    if (of.isFocused()) return Promise.resolve(true);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const focused = (): void => resolve(true);
    of.once('focus', focused);
    stopWaiting = () => {
      of.removeListener('focus', focused);
      resolve(false);
    };
    return promise;
  };
  const bringForward = (of: BrowserWindow): void => {
    of.show();
    of.focus();
    isResultSeen = true;
  };

  return {
    prepare,
    open(request, at) {
      void prepare();
      if (!window) return;
      stopHiding();
      stopWaiting();
      // The result of a run may be ready before the page has reported that stage.
      const unseen = stage === 'run' || (stage === 'result' && !isResultSeen);
      const known = Promise.withResolvers<PanelOpening | null>();
      opening = known.promise;
      anchor = at;
      point = pointOn(at);
      // Before a key can be pressed in it. A page that is still loading asks on its own.
      tell(window.webContents, 'panel:opened', undefined);
      const { x, y, ...size } = boundsNow(window);
      // Windows scales sizes by the display that the window was on (electron/electron#10862).
      window.setPosition(x, y);
      window.setBounds({ x, y, ...size });
      bringForward(window);
      if (typeof request !== 'function') return known.resolve({ ...request, unseen });
      const readRequest = async (of: BrowserWindow): Promise<PanelOpening | null> =>
        (await focusOf(of)) ? { ...(await request()), unseen } : null;
      known.resolve(readRequest(window));
    },
    comeBack() {
      if (!window || !isInSight() || (stage !== 'run' && stage !== 'result')) return false;
      bringForward(window);
      tell(window.webContents, 'panel:came-back', undefined);
      return true;
    },
    hide,
    cleared(done) {
      if (hiding?.turn === done) hideNow();
    },
    isInFront: () => isInSight() && (window?.isFocused() ?? false),
    wasJustLeft: () => justLeft,
    async takeOpening() {
      const taken = opening;
      opening = null;
      return taken;
    },
    stand(next) {
      if (next === 'result' && stage !== 'result') isResultSeen = window?.isFocused() ?? false;
      stage = next;
    },
    fit(height) {
      contentHeight = height;
      window?.setBounds(boundsNow(window));
    },
  };
}

/** A point of the display that an anchor is on now; `middle` means the display with the mouse. */
function pointOn(anchor: Anchor): Point {
  if (anchor.kind === 'cursor') return anchor.point;
  return anchor.kind === 'icon' ? anchor.bounds : screen.getCursorScreenPoint();
}
