import { app } from 'electron';
import type { Windows } from '../serve-windows.ts';
import type { StartArrivals } from './arrivals.ts';
import { inTraySwitch } from './login-item.ts';
import { startAgain } from './start-again.ts';
import { quitSwitch } from './switches.ts';

const inTray = `--${inTraySwitch}`;
const panelDelayMs = 2_000;

/**
 * Shows the window, or stays in the tray if this start asks for that, and does the same for every later start, click on
 * the dock icon and file to open.
 *
 * @param dataFolder given with `--data-dir`; null for the usual one
 */
export async function followStarts(
  { mainWindow, panel, presence, pendingFile, dockIcon, ending, quitUnasked }: Windows,
  { files, starts }: StartArrivals,
  dataFolder: string | null,
): Promise<void> {
  const { argv, env } = process;
  const thisStart = { argv, env, appPath: app.isPackaged ? null : app.getAppPath(), dataFolder };
  /** Does the work now or, if the app is quitting, has it start again for it. */
  const unlessEnding = (work: () => void, ...args: string[]): void => {
    if (ending.isUnderWay()) ending.startAgain(startAgain(thisStart, args));
    else work();
  };
  const showWindow = (): void => unlessEnding(mainWindow.show);
  starts.listen((given) => {
    if (given.includes(`--${quitSwitch}`)) quitUnasked();
    else if (!given.includes(inTray)) showWindow();
    else unlessEnding(() => void presence.hasTray().then((there) => there || showWindow()), inTray);
  });
  app.on('activate', showWindow);
  app.on('window-all-closed', () => app.quit());

  const atLogin = process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
  const staysInTray = (atLogin || argv.includes(inTray)) && (await presence.waitForTray());
  // Another start may have opened it in the meantime.
  if (!mainWindow.now()) (staysInTray ? dockIcon.hide : mainWindow.show)();
  files.listen((path) =>
    unlessEnding(() => {
      mainWindow.show();
      void pendingFile.receivePath(path);
    }, path),
  );

  // Loading the panel's page must not slow down the window's first device list. If the panel is opened earlier, it
  // loads then; where nothing can open it yet, its page would only take memory.
  const first = mainWindow.now();
  const preparePanel = async (): Promise<void> => {
    if ((await presence.canOpenPanel()) && !ending.isUnderWay()) await panel.prepare();
  };
  if (first) first.once('ready-to-show', () => setTimeout(() => void preparePanel(), panelDelayMs));
  else await panel.prepare();
}
