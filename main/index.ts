import { join } from 'node:path';
import { app, nativeTheme, powerMonitor, session } from 'electron';
import { RekeyError } from '../common/errors.ts';
import { exitWithError, showErrorBox } from './shell/error-box.ts';
import { collectArrivals } from './shell/lifecycle/arrivals.ts';
import { configureApp } from './shell/lifecycle/configure-app.ts';
import { followStarts } from './shell/lifecycle/follow-starts.ts';
import { startHousekeeping } from './shell/lifecycle/housekeeping.ts';
import { sandboxObstacle } from './shell/lifecycle/sandbox.ts';
import { quitSwitch } from './shell/lifecycle/switches.ts';
import { handleUncaught } from './shell/lifecycle/uncaught.ts';
import { checkForUpdates } from './shell/lifecycle/update-checks.ts';
import { openAppServices } from './shell/open-app-services.ts';
import { broadcast, serveWindows } from './shell/serve-windows.ts';
import { blockNetwork, denyPermissions, guardContents } from './shell/windows/guards.ts';
import { createLocalization } from './shell/windows/localization.ts';
import { isOurPage, servePages } from './shell/windows/pages.ts';

const devServer = app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null);
const isOurs = (url: string): boolean => isOurPage(url, devServer);
const dataFolder = configureApp();
const arrivals = collectArrivals(app);
/** Set once there is a log. */
let logUncaught: (thrown: unknown) => void = () => {};
handleUncaught({
  process,
  log: (thrown) => logUncaught(thrown),
  tell: () => void app.whenReady().then(() => showErrorBox(new RekeyError('internal'))),
});
const { platform, env } = process;
const unprotected = sandboxObstacle(app, { platform, env, uid: process.getuid?.() });
if (unprotected) void app.whenReady().then(() => exitWithError(unprotected));
// `--quit` is meant for the running app; without one there is nothing to end.
else if (app.requestSingleInstanceLock() && !process.argv.includes(`--${quitSwitch}`))
  void start().catch(exitWithError);
else app.quit();

async function start(): Promise<void> {
  guardContents(app, isOurs);
  await app.whenReady();

  // In memory: a page leaves nothing on disk.
  const pages = session.fromPartition('rekey');
  denyPermissions(pages);
  await blockNetwork(pages, devServer);
  servePages(pages.protocol, join(import.meta.dirname, '../renderer'));

  const { services, demo } = await openAppServices();
  logUncaught = (thrown) => void services.explain(thrown);
  nativeTheme.themeSource = services.store.settings.get('appearance');
  powerMonitor.on('resume', () => services.connector.dropIdle());
  startHousekeeping(services, powerMonitor);
  checkForUpdates(services, powerMonitor, () => broadcast('app:changed', undefined));

  const localization = createLocalization({ app, chosen: () => services.store.settings.get('language') });
  const preload = join(import.meta.dirname, '../preload/index.cjs');
  const windowParts = { session: pages, preload, texts: localization.texts };
  const windows = serveWindows({
    services,
    localization,
    demo,
    windowParts,
    devServer,
    isOurs,
    exitWithError,
  });
  await followStarts(windows, arrivals, dataFolder);
}
