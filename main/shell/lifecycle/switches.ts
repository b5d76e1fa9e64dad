import type { App } from 'electron';

/** Given by the installer to the program that runs, so that it ends in order. */
export const quitSwitch = 'quit';

/** By these Chromium and Node let another program look into this one or bend its connections. Fuses switch off a few of them only. */
const debuggerSwitches: readonly string[] = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-debugging-io-pipes',
  'remote-debugging-targets',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-publish-uid',
  'auto-open-devtools-for-tabs',
  'wait-for-debugger-children',
  'js-flags',
  'disable-web-security',
  'ignore-certificate-errors',
  'load-extension',
];

/** Drops them from a packaged program's command line, before Chromium acts upon it. */
export function ignoreDebuggerSwitches({
  isPackaged,
  commandLine,
}: Pick<App, 'isPackaged' | 'commandLine'>): void {
  if (!isPackaged) return;
  for (const name of debuggerSwitches) commandLine.removeSwitch(name);
}
