import { join, resolve } from 'node:path';
import { app, dialog, nativeTheme, powerMonitor, protocol, session } from 'electron';
import { describeError } from '../common/error-text.ts';
import { RekeyError, toRekeyError } from '../common/errors.ts';
import { createKeychain } from './keychain/index.ts';
import { openServices } from './services/index.ts';
import { appId, toastActivatorClsid } from './shell/lifecycle/app-id.ts';
import { createArriving, fileOnCommandLine, valueBehind } from './shell/lifecycle/arriving-files.ts';
import { connectDemo, memoryKeychain, readDemo } from './shell/lifecycle/demo.ts';
import { keepHouse } from './shell/lifecycle/housekeeping.ts';
import { inTraySwitch } from './shell/lifecycle/login-item.ts';
import { policyForTests } from './shell/lifecycle/policy-for-tests.ts';
import { startAgain } from './shell/lifecycle/start-again.ts';
import { ignoreDebuggerSwitches, quitSwitch } from './shell/lifecycle/switches.ts';
import { catchUncaught } from './shell/lifecycle/uncaught.ts';
import { checkForUpdates } from './shell/lifecycle/update-checks.ts';
import { updateKeyForTests } from './shell/lifecycle/update-key-for-tests.ts';
import { serveWindows, tellAll } from './shell/serve-windows.ts';
import { cutOff, denyPermissions, guardContents } from './shell/windows/guards.ts';
import { declareScheme, isOurPage, servePages } from './shell/windows/pages.ts';
import { createSpeech } from './shell/windows/speech.ts';
import { trustedAuthorities } from './xapi/net/authorities.ts';

const inTray = `--${inTraySwitch}`;
const devServer = app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null);
const isOurs = (url: string): boolean => isOurPage(url, devServer);
const dataFolder = app.commandLine.getSwitchValue('data-dir') || valueBehind('data-dir', process.argv);

app.enableSandbox();
ignoreDebuggerSwitches(app);
declareScheme(protocol);
if (dataFolder) app.setPath('userData', resolve(dataFolder));
// Without it a shortcut works in no other program where Wayland is spoken. X11 is not forced there: other X11 programs could
// read keys and windows, and some desktops hold the clipboard back from X11 programs behind others, too.
if (process.platform === 'linux' && !app.commandLine.hasSwitch('enable-features'))
  app.commandLine.appendSwitch('enable-features', 'GlobalShortcutsPortal');
// By it Windows tells whose notifications are; the installer gives it to the shortcut in the Start menu.
if (process.platform === 'win32') {
  app.setAppUserModelId(appId);
  app.setToastActivatorCLSID(toastActivatorClsid);
}
const ownPaths = [app.getAppPath(), app.getPath('userData')];
const files = createArriving<string>();
/** What the program is started with while it runs already. */
const starts = createArriving<readonly string[]>();
// macOS tells of a double click before the program is ready.
app.on('open-file', (event, path) => {
  event.preventDefault();
  files.arrive(path);
});
const panelDelayMs = 2_000;

// It may be told of while this start is still under way.
app.on('second-instance', (_event, argv, workingDirectory) => {
  const path = fileOnCommandLine(argv, workingDirectory, ownPaths);
  if (path) files.arrive(path);
  else starts.arrive(argv);
});
const onCommandLine = fileOnCommandLine(process.argv, process.cwd(), ownPaths);
if (onCommandLine) files.arrive(onCommandLine);
/** Set once the log is there. */
let logUncaught: (thrown: unknown) => void = () => {};
catchUncaught({
  process,
  log: (thrown) => logUncaught(thrown),
  // The system's language is known only then.
  tell: () => void app.whenReady().then(() => showError(new RekeyError('internal'))),
});
// `--quit` is meant for the running program; without one there is nothing to end.
if (app.requestSingleInstanceLock() && !process.argv.includes(`--${quitSwitch}`)) void start().catch(giveUp);
else app.quit();

async function start(): Promise<void> {
  guardContents(app, isOurs);
  await app.whenReady();

  // In memory: a page leaves nothing on disk.
  const pages = session.fromPartition('rekey');
  denyPermissions(pages);
  await cutOff(pages, devServer);
  servePages(pages.protocol, join(import.meta.dirname, '../renderer'));

  const demo = readDemo(process.env, app.getAppPath());
  const services = await openServices(app.getPath('userData'), demo ? memoryKeychain() : createKeychain(), {
    env: process.env,
    policy: policyForTests(app.isPackaged, process.env),
    updateKey: updateKeyForTests(app.isPackaged, process.env),
    // The session of the pages is cut off; this one has none, and knows the system's proxies.
    systemProxy: (url) => session.fromPartition('network').resolveProxy(url),
    onQuestion: (question) => tellAll('network:asked', question),
  });
  logUncaught = (thrown) => void services.explain(thrown);
  if (demo) await connectDemo(services, demo);
  // The first connection would wait for them, and tell of what fails here.
  trustedAuthorities().catch(() => {});
  services.log({
    event: 'started',
    version: app.getVersion(),
    platform: process.platform,
    node: process.versions.node,
  });
  nativeTheme.themeSource = services.store.settings.get('appearance');
  const speech = createSpeech({ app, chosen: () => services.store.settings.get('language') });
  powerMonitor.on('resume', () => services.connector.dropIdle());
  keepHouse(services, powerMonitor);
  checkForUpdates(services, powerMonitor, () => tellAll('app:changed', undefined));
  const windowParts = {
    session: pages,
    preload: join(import.meta.dirname, '../preload/index.cjs'),
    texts: speech.texts,
  };
  const { mainWindow, panel, presence, broughtFile, dockIcon, ending, quitUnasked } = serveWindows({
    services,
    speech,
    demo: demo !== null,
    windowParts,
    devServer,
    isOurs,
    giveUp,
  });

  const { argv, env } = process;
  const appPath = app.isPackaged ? null : app.getAppPath();
  const thisStart = { argv, env, appPath, dataFolder: dataFolder ? app.getPath('userData') : null };
  /** Does it, or has it done by the next start where this one is ending. */
  const unlessEnding = (work: () => void, ...args: string[]): void => {
    if (ending.isUnderWay()) ending.startAgain(startAgain(thisStart, args));
    else work();
  };
  const showWindow = (): void => unlessEnding(mainWindow.show);
  starts.takeWith((given) => {
    if (given.includes(`--${quitSwitch}`)) quitUnasked();
    else if (!given.includes(inTray)) showWindow();
    else unlessEnding(() => void presence.hasTray().then((there) => there || showWindow()), inTray);
  });
  app.on('activate', showWindow);
  app.on('window-all-closed', () => app.quit());
  const atLogin = process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
  const staysInTray = (atLogin || argv.includes(inTray)) && (await presence.trayComes());
  // Another start may have opened it meanwhile.
  if (!mainWindow.now()) (staysInTray ? dockIcon.hide : mainWindow.show)();
  files.takeWith((path) =>
    unlessEnding(() => {
      mainWindow.show();
      void broughtFile.bringPath(path);
    }, path),
  );
  // Loading the panel's page must not slow down the window's first device list. If it is opened before, it loads then.
  const first = mainWindow.now();
  const preparePanel = (): void => {
    if (!ending.isUnderWay()) void panel.prepare();
  };
  if (first) first.once('ready-to-show', () => setTimeout(preparePanel, panelDelayMs));
  else await panel.prepare();
}

/** Without its data folder the program cannot work; it says why, and ends. */
function giveUp(thrown: unknown): void {
  showError(thrown);
  app.exit(1);
}

/** Outside of the windows. */
function showError(thrown: unknown): void {
  const { code, facts } = toRekeyError(thrown);
  // What the person has chosen cannot be read.
  const { words } = createSpeech({ app, chosen: () => 'system' });
  const { title, happened, next } = describeError({ code, facts }, words().texts);
  dialog.showErrorBox(title, `${happened}\n\n${next}`);
}
