/** The preload's `ipcRenderer`. */
import type * as E from 'electron';
import { decode, encode } from '../wire/clone.ts';

type Listener = (event: E.IpcRendererEvent, ...args: unknown[]) => void;
type Entry = { listener: Listener; once: boolean };

/** What the preload sends to the main process. */
export type Outgoing =
  | { about: 'invoke'; id: number; channel: string; args: string; url: string }
  | { about: 'send'; channel: string; args: string; url: string };

/** What the main process sends to the preload. */
export type Incoming =
  | { about: 'reply'; id: number; ok: boolean; value: string }
  | { about: 'event'; channel: string; args: string };

/** The supported part of Electron's `ipcRenderer`; no synchronous calls, no message ports. */
type IpcRenderer = Pick<
  E.IpcRenderer,
  | 'invoke'
  | 'send'
  | 'on'
  | 'addListener'
  | 'once'
  | 'off'
  | 'removeListener'
  | 'removeAllListeners'
  | 'listenerCount'
>;

/** Creates `ipcRenderer`, and the function that receives messages. */
export function createIpcRenderer(post: (message: Outgoing) => void) {
  const listeners = new Map<string, Entry[]>();
  const pending = new Map<
    number,
    { channel: string; resolve: (v: unknown) => void; reject: (e: Error) => void }
  >();
  let last = 0;
  const add = (channel: string, listener: Listener, once: boolean): E.IpcRenderer => {
    if (typeof listener !== 'function')
      throw new TypeError('The "listener" argument must be of type function.');
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }]);
    return self();
  };
  const remove = (channel: string, listener: (...args: never[]) => void): E.IpcRenderer => {
    const entries = listeners.get(channel) ?? [];
    const at = entries.findLastIndex((entry) => entry.listener === listener);
    if (at >= 0) listeners.set(channel, entries.toSpliced(at, 1));
    return self();
  };
  const url = () => location.href;

  const ipcRenderer: IpcRenderer = {
    async invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      last += 1;
      const id = last;
      const encoded = encode(args);
      return new Promise((resolve, reject) => {
        pending.set(id, { channel, resolve, reject });
        post({ about: 'invoke', id, channel, args: encoded, url: url() });
      });
    },
    send: (channel: string, ...args: unknown[]): void =>
      post({ about: 'send', channel, args: encode(args), url: url() }),
    on: (channel: string, listener: Listener) => add(channel, listener, false),
    addListener: (channel: string, listener: Listener) => add(channel, listener, false),
    once: (channel: string, listener: Listener) => add(channel, listener, true),
    off: remove,
    removeListener: remove,
    removeAllListeners(channel?: string) {
      if (channel === undefined) listeners.clear();
      else listeners.delete(channel);
      return self();
    },
    listenerCount: (channel) => listeners.get(String(channel))?.length ?? 0,
  };
  const self = (): E.IpcRenderer => ipcRenderer as E.IpcRenderer;

  function receive(message: Incoming): void {
    if (message.about === 'reply') {
      const waiting = pending.get(message.id);
      pending.delete(message.id);
      if (message.ok) waiting?.resolve(decode(message.value));
      else waiting?.reject(new Error(`Error invoking remote method '${waiting.channel}': ${message.value}`));
      return;
    }
    const args = decode(message.args) as unknown[];
    for (const { listener, once } of listeners.get(message.channel) ?? []) {
      if (once) remove(message.channel, listener);
      // One listener that throws does not stop the others.
      try {
        listener({ sender: self(), ports: [], preventDefault() {}, defaultPrevented: false }, ...args);
      } catch (error) {
        reportError(error);
      }
    }
  }

  return { ipcRenderer, receive };
}
