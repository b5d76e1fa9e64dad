import type * as E from 'electron';
import type { FrameFacts } from '../wire/calls.ts';
import { decode, encode } from '../wire/clone.ts';
import { answer } from './host.ts';
import { originOf } from './session.ts';
import { cancelable, StrictEmitter } from './strict.ts';
import { asElectron, contentsOf, firstContents, WebContents } from './web-contents.ts';

type InvokeHandler = Parameters<E.IpcMain['handle']>[1];

class IpcMain extends StrictEmitter {
  readonly #handlers = new Map<string, InvokeHandler>();

  constructor() {
    // Channels are named by the app, so any event can be listened to.
    super('ipcMain', null);
  }

  handle(channel: string, listener: InvokeHandler): void {
    if (this.#handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    if (typeof listener !== 'function')
      throw new TypeError(`Expected handler to be a function, but found type '${typeof listener}'`);
    this.#handlers.set(channel, listener);
  }
  handleOnce(channel: string, listener: InvokeHandler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel);
      return listener(event, ...args);
    });
  }
  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  static handlerOf = (self: IpcMain, channel: string): InvokeHandler | undefined =>
    self.#handlers.get(channel);
}

/** Electron's `ipcMain`. */
export const ipcMain = new IpcMain();
/** Its class, for the check against electron.d.ts. */
export type IpcMainStandIn = IpcMain;

function eventOf(contents: WebContents, facts: FrameFacts): E.IpcMainInvokeEvent {
  const frame = WebContents.frame(contents, facts);
  return cancelable({
    type: 'frame' as const,
    sender: asElectron(contents),
    senderFrame: frame as unknown as E.WebFrameMain,
    frameId: frame.routingId,
    processId: frame.processId,
  });
}

/** Runs a handler as Electron does: its result or its error's text is returned, and an error is also logged. */
async function invoke(contents: WebContents, facts: FrameFacts, channel: string, args: string) {
  try {
    const handler = IpcMain.handlerOf(ipcMain, channel);
    if (!handler) throw `No handler registered for '${channel}'`;
    const result = await handler(eventOf(contents, facts), ...(decode(args) as unknown[]));
    return { ok: true, value: encode(result) };
  } catch (error) {
    console.error(`Error occurred in handler for '${channel}':`, error);
    return { ok: false, value: String(error) };
  }
}

answer({
  async invoke(windowId, frame, channel, args) {
    const contents = contentsOf(windowId);
    if (!contents) throw new Error('The window is gone.');
    return invoke(contents, frame, channel, args);
  },

  async invokeRaw(frame, channel, args) {
    const contents = firstContents();
    if (!contents) throw new Error('The app has no window.');
    const url = contents.getURL();
    const facts = frame ?? { url, origin: originOf(url), isMainFrame: true };
    // A main frame that navigates is the same frame object with another URL.
    return facts.isMainFrame
      ? WebContents.at(contents, facts.url, () => invoke(contents, facts, channel, args))
      : invoke(contents, facts, channel, args);
  },

  message(windowId, frame, channel, args) {
    const contents = contentsOf(windowId);
    if (!contents) return;
    const event = Object.assign(eventOf(contents, frame), {
      ports: [],
      reply: (name: string, ...values: unknown[]) => contents.send(name, ...values),
    });
    ipcMain.emit(channel, event, ...(decode(args) as unknown[]));
  },
});
