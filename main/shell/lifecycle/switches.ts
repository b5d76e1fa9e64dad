import type { App } from 'electron';

/** Passed by the installer to tell the running app to quit in order. */
export const quitSwitch = 'quit';

/**
 * Chromium and Node switches that let another program inspect this one or redirect its connections. Fuses cover only
 * a few.
 */
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

/** Removes them from a packaged app's command line before Chromium acts on them. */
export function ignoreDebuggerSwitches({
  isPackaged,
  commandLine,
}: Pick<App, 'isPackaged' | 'commandLine'>): void {
  if (!isPackaged) return;
  for (const name of debuggerSwitches) commandLine.removeSwitch(name);
}
