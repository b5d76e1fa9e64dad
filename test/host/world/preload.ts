/**
 * Runs in the preload's own world at the start of every document: sets up what a sandboxed preload has in Electron,
 * then runs it.
 */
import type * as E from 'electron';
import { strict } from '../electron/strict-object.ts';
import type { PageMenu } from '../wire/calls.ts';
import { handOver, openBorder } from './border.ts';
import { Crossing, type Message, type Reply } from './crossing.ts';
import { createIpcRenderer, type Incoming, type Outgoing } from './ipc-renderer.ts';

/** What the host passes to the worlds; created for every window. */
export interface WorldConfig {
  /** The name of the event that connects the two worlds, and of the function that receives messages. */
  secret: string;
  /** The function that receives messages from the page. */
  binding: string;
  platform: string;
  arch: string;
  versions: Record<string, string>;
  argv: string[];
}

/** What the preload's world reports to the host. */
export type Report =
  | Outgoing
  | { about: 'open'; url: string; name: string; features: string; referrer: string }
  | { about: 'leave'; url: string; frameUrl: string }
  | { about: 'menu'; menu: PageMenu }
  | { about: 'failure'; message: string };

type Preload = (require: (id: string) => unknown, module: object, exports: object, process: object) => void;

/** Sets everything up and runs the preload. */
export function startPreload(config: WorldConfig, run: Preload): void {
  if (window !== window.top || location.protocol === 'chrome-error:') return;
  const world = globalThis as unknown as Record<string, (text: string) => void>;
  const post = (report: Report) => world[config.binding]?.(JSON.stringify(report));
  const { ipcRenderer, receive } = createIpcRenderer(post);
  Object.defineProperty(globalThis, config.secret, {
    value: (text: string) => receive(JSON.parse(text) as Incoming),
  });

  const element = document.createElement('div');
  handOver(config.secret, element);
  const crossing: Crossing = new Crossing(
    openBorder<Message, Reply>(element, 'preload', (message) =>
      crossing.receive(message, () => {
        throw new Error('A page exposes nothing to its preload.');
      }),
    ),
    new WeakSet([ipcRenderer]),
  );
  const expose = (key: string, api: unknown): void => {
    crossing.ask({ about: 'expose', key, api: crossing.pack(api) });
  };
  expose(config.secret, (url: string, name: string, features: string) =>
    post({ about: 'open', url, name, features, referrer: location.href }),
  );
  watchRightClicks((menu) => post({ about: 'menu', menu }));
  watchDepartures((url) => post({ about: 'leave', url, frameUrl: location.href }));

  const electron = strict('electron (in a preload)', {
    contextBridge: strict('contextBridge', { exposeInMainWorld: expose } satisfies Partial<E.ContextBridge>),
    ipcRenderer: strict('ipcRenderer', ipcRenderer),
  });
  const require = (id: string): unknown => {
    if (/^electron($|\/(renderer|common)$)/.test(id)) return electron;
    throw new Error(`module not found: ${id}`);
  };
  const process = strict('process (in a preload)', {
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    isMainFrame: true,
    platform: config.platform,
    arch: config.arch,
    versions: config.versions,
    argv: config.argv,
  });
  const module = { exports: {} };
  try {
    run(require, module, module.exports, process);
  } catch (error) {
    console.error('Unable to load preload script:', error);
    post({ about: 'failure', message: String(error) });
  }
}

/**
 * Navigations that never become a request cannot be intercepted on the network. They are stopped here, and the host
 * asks the app. The host then carries out those to the app's own scheme; `about:` and `blob:` never happen.
 */
function watchDepartures(report: (url: string) => void): void {
  navigation.addEventListener('navigate', (event) => {
    const { url } = event.destination;
    if (event.hashChange || event.destination.sameDocument || !event.cancelable || /^https?:/.test(url))
      return;
    event.preventDefault();
    report(url);
  });
}

/** A right-click that the page leaves to the browser, with the possible actions. */
function watchRightClicks(report: (menu: PageMenu) => void): void {
  addEventListener('contextmenu', (event) => {
    if (event.defaultPrevented || !(event.target instanceof Element)) return;
    const field = event.target.closest<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
    const isEditable = field ? !field.readOnly && !field.disabled : isContentEditable(event.target);
    const { selectionStart, selectionEnd, value } = field ?? { value: '' };
    const selectionText = field
      ? value.slice(selectionStart ?? 0, selectionEnd ?? 0)
      : (getSelection()?.toString() ?? '');
    const canCopy = selectionText !== '' && field?.type !== 'password';
    report({
      x: event.clientX,
      y: event.clientY,
      isEditable,
      selectionText,
      menuSourceType: 'mouse',
      editFlags: {
        canUndo: isEditable,
        canRedo: isEditable,
        canCut: canCopy && isEditable,
        canCopy,
        canPaste: isEditable,
        canDelete: selectionText !== '' && isEditable,
        canSelectAll: true,
        canEditRichly: isEditable && !field,
      },
    });
  });
}

const isContentEditable = (element: Element) => element instanceof HTMLElement && element.isContentEditable;
