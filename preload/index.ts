import { contextBridge, ipcRenderer } from 'electron';
import { callNames, eventNames } from '../common/channels.ts';
import type { RekeyBridge } from '../common/ipc/index.ts';

/** Everything that a page can reach: the calls and events of the contract, by name. */
const bridge: RekeyBridge = {
  call(name, input) {
    if (!callNames.includes(name)) return Promise.reject(new Error('unknown call'));
    return ipcRenderer.invoke(name, input);
  },
  on(name, listener) {
    if (!eventNames.includes(name)) throw new Error('unknown event');
    const received = (_event: Electron.IpcRendererEvent, data: Parameters<typeof listener>[0]): void =>
      listener(data);
    ipcRenderer.on(name, received);
    return () => {
      ipcRenderer.off(name, received);
    };
  },
};

contextBridge.exposeInMainWorld('rekey', bridge);
