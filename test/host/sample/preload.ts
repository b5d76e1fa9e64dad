/** The sample's bridge. It exposes any channel, which an app must not do, but the specs need it. */
import { contextBridge, ipcRenderer } from 'electron';

// Visible only to the preload.
(globalThis as { secretOfPreload?: string }).secretOfPreload = 'only for the preload';

const api = {
  invoke: (channel: string, ...args: unknown[]): Promise<unknown> => ipcRenderer.invoke(channel, ...args),
  send: (channel: string, ...args: unknown[]): void => ipcRenderer.send(channel, ...args),
  on(channel: string, callback: (...args: unknown[]) => void): () => void {
    const listener = (_event: unknown, ...args: unknown[]) => callback(...args);
    ipcRenderer.on(channel, listener);
    return () => {
      ipcRenderer.off(channel, listener);
    };
  },
  add: (a: number, b: number): number => a + b,
  fails: (): never => {
    throw new RangeError('from the preload');
  },
  twice: (callback: (n: number) => number): number => callback(callback(1)),
  sameFunction: (callback: () => void): (() => void) => callback,
  kinds: { date: new Date(0), list: [1, [2]], map: new Map([[1, 2]]) },
  cloneFunction: (): Promise<unknown> => ipcRenderer.invoke('echo', () => {}),
  sandboxed: { require: typeof require, process: process.sandboxed, platform: process.platform },
  requireNode(): unknown {
    return require('node:fs');
  },
  leak: ipcRenderer,
};

/** What the page gets as `window.sample`. */
export type SampleApi = typeof api;

contextBridge.exposeInMainWorld('sample', api);
