/** The preload of the windows that elsewhere.ts opens. */
import { contextBridge, ipcRenderer } from 'electron';
import { decode, encode } from '../wire/clone.ts';

contextBridge.exposeInMainWorld('rekeyHostInvoke', async (channel: string, args: string) => {
  try {
    return { ok: true, value: encode(await ipcRenderer.invoke(channel, ...(decode(args) as unknown[]))) };
  } catch (error) {
    const prefix = `Error invoking remote method '${channel}': `;
    return { ok: false, value: String((error as Error).message).replace(prefix, '') };
  }
});
