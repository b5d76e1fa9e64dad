import { resolve } from 'node:path';
import { app, protocol } from 'electron';
import { declareScheme } from '../windows/pages.ts';
import { appId, toastActivatorClsid } from './app-id.ts';
import { valueAfterSwitch } from './arrivals.ts';
import { ignoreDebuggerSwitches } from './switches.ts';

/**
 * Sets what Electron accepts only before it is ready.
 *
 * @returns the data folder given with `--data-dir`, as an absolute path; null for the usual one
 */
export function configureApp(): string | null {
  app.enableSandbox();
  ignoreDebuggerSwitches(app);
  declareScheme(protocol);
  const given = app.commandLine.getSwitchValue('data-dir') || valueAfterSwitch('data-dir', process.argv);
  const dataFolder = given ? resolve(given) : null;
  if (dataFolder !== null) app.setPath('userData', dataFolder);
  // On Wayland, global shortcuts work only through this portal. X11 is not forced instead: other X11 programs could read keys
  // and windows, and some desktops hide the clipboard from X11 programs in the background, too.
  if (process.platform === 'linux' && !app.commandLine.hasSwitch('enable-features'))
    app.commandLine.appendSwitch('enable-features', 'GlobalShortcutsPortal');
  // Windows attributes notifications by this ID; the installer sets it on the shortcut in the Start menu.
  if (process.platform === 'win32') {
    app.setAppUserModelId(appId);
    app.setToastActivatorCLSID(toastActivatorClsid);
  }
  return dataFolder;
}
