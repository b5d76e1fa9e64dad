/**
 * Sends an IPC request from a frame of any URL on Electron: opens a hidden window there, in a session of its own,
 * whose preload exposes only `ipcRenderer.invoke`.
 */
import { BrowserWindow, session } from 'electron';
import type { FrameFacts } from '../wire/calls.ts';

let last = 0;

const asAttribute = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** The result or the error's text, as in the calls of wire/calls.ts. */
export async function sendFromElsewhere(frame: FrameFacts, channel: string, args: string) {
  const { REKEY_HOST_RAW_PRELOAD: preload } = process.env;
  if (!preload) throw new Error('Start the app with launchApp of test/host.');
  last += 1;
  const partition = `rekey-host-${last}`;
  const top = frame.isMainFrame ? frame.url : 'https://outer.example/';
  const { protocol } = session.fromPartition(partition);
  for (const url of new Set([frame.url, top])) {
    const scheme = new URL(url).protocol.slice(0, -1);
    if (scheme === 'data' || protocol.isProtocolHandled(scheme)) continue;
    protocol.handle(scheme, (request) => {
      const inner =
        !frame.isMainFrame && request.url === top ? `<iframe src="${asAttribute(frame.url)}"></iframe>` : '';
      return new Response(`<!doctype html>${inner}`, { headers: { 'content-type': 'text/html' } });
    });
  }
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      preload,
      partition,
      sandbox: true,
      contextIsolation: true,
      nodeIntegrationInSubFrames: true,
    },
  });
  try {
    await window.loadURL(top);
    const { mainFrame } = window.webContents;
    const target = frame.isMainFrame ? mainFrame : mainFrame.frames[0];
    if (!target) throw new Error('The frame did not load.');
    const code = `rekeyHostInvoke(${JSON.stringify(channel)}, ${JSON.stringify(args)})`;
    return (await target.executeJavaScript(code)) as { ok: boolean; value: string };
  } finally {
    window.destroy();
  }
}
