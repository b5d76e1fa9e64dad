import { join } from 'node:path';
import { app, dialog, nativeTheme, powerMonitor, protocol, session } from 'electron';
import { describeError } from '../common/error-text.ts';
import { toRekeyError } from '../common/errors.ts';
import { createKeychain } from './keychain/index.ts';
import { openServices } from './services.ts';
import { createArrivingFiles, fileOnCommandLine } from './shell/arriving-files.ts';
import { connectDemo, memoryKeychain, readDemo } from './shell/demo.ts';
import { denyPermissions, guardContents } from './shell/guards.ts';
import { keepHouse } from './shell/housekeeping.ts';
import { inTraySwitch } from './shell/login-item.ts';
import { declareScheme, isOurPage, servePages } from './shell/pages.ts';
import { serveWindows, tellAll } from './shell/serve-windows.ts';
import { createSpeech } from './shell/speech.ts';

const devServer = app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null);
const isOurs = (url: string): boolean => isOurPage(url, devServer);
const dataFolder = app.commandLine.getSwitchValue('data-dir');

app.enableSandbox();
declareScheme(protocol);
if (dataFolder) app.setPath('userData', dataFolder);
// Without it a shortcut works in no other program where Wayland is spoken.
if (process.platform === 'linux' && !app.commandLine.hasSwitch('enable-features'))
  app.commandLine.appendSwitch('enable-features', 'GlobalShortcutsPortal');
const arriving = createArrivingFiles();
// macOS tells of a double click before the program is ready.
app.on('open-file', (event, path) => {
  event.preventDefault();
  arriving.arrive(path);
});
const onCommandLine = fileOnCommandLine(process.argv, process.cwd(), app.getAppPath());
if (onCommandLine) arriving.arrive(onCommandLine);
if (app.requestSingleInstanceLock()) void start().catch(giveUp);
else app.quit();

async function start(): Promise<void> {
  guardContents(app, isOurs);
  await app.whenReady();

  // In memory: a page leaves nothing on disk.
  const pages = session.fromPartition('rekey');
  denyPermissions(pages);
  servePages(pages.protocol, join(import.meta.dirname, '../renderer'));

  const demo = readDemo(process.env);
  const services = await openServices(app.getPath('userData'), demo ? memoryKeychain() : createKeychain(), {
    env: process.env,
    systemProxy: (url) => pages.resolveProxy(url),
    onQuestion: (question) => tellAll('network:asked', question),
  });
  if (demo) await connectDemo(services, demo);
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
  const windowParts = {
    session: pages,
    preload: join(import.meta.dirname, '../preload/index.cjs'),
    texts: speech.texts,
  };
  const { mainWindow, panel, presence, broughtFile } = serveWindows({
    services,
    speech,
    demo: demo !== null,
    windowParts,
    devServer,
    isOurs,
    giveUp,
  });

  const onArguments = async (argv: readonly string[]): Promise<void> => {
    const inTray = argv.includes(`--${inTraySwitch}`) && (await presence.hasTray());
    if (!inTray) mainWindow.show();
  };
  app.on('second-instance', (_event, argv, workingDirectory) => {
    const path = fileOnCommandLine(argv, workingDirectory, app.getAppPath());
    if (path) arriving.arrive(path);
    else void onArguments(argv);
  });
  app.on('activate', () => mainWindow.show());
  app.on('window-all-closed', () => app.quit());
  const atLogin = process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
  await onArguments(atLogin ? [...process.argv, `--${inTraySwitch}`] : process.argv);
  arriving.takeWith((path) => {
    mainWindow.show();
    void broughtFile.bringPath(path);
  });
  // The panel must not hold up what a person waits for.
  const first = mainWindow.now();
  if (first) first.once('ready-to-show', () => void panel.prepare());
  else await panel.prepare();
}

/** Without its data folder the program cannot work; it says why, and ends. */
function giveUp(thrown: unknown): void {
  const { code, facts } = toRekeyError(thrown);
  // What the person has chosen cannot be read.
  const { words } = createSpeech({ app, chosen: () => 'system' });
  const { title, happened, next } = describeError({ code, facts }, words().texts);
  dialog.showErrorBox(title, `${happened}\n\n${next}`);
  app.exit(1);
}
