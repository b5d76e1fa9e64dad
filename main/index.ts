import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  ClipboardItem,
  clipboard,
  dialog,
  type FileFilter,
  ipcMain,
  Menu,
  nativeTheme,
  powerMonitor,
  protocol,
  session,
  shell,
} from 'electron';
import type { EventName } from '../common/channels.ts';
import { describeError } from '../common/error-text.ts';
import { toRekeyError } from '../common/errors.ts';
import type { EventData } from '../common/ipc.ts';
import type { Job } from '../common/model.ts';
import type { Texts } from '../common/texts/index.ts';
import { createKeychain } from './keychain/index.ts';
import { openServices, type Services } from './services.ts';
import { createArrivingFiles, fileOnCommandLine } from './shell/arriving-files.ts';
import { type BroughtSetupFile, createBroughtSetupFile } from './shell/brought-file.ts';
import { tellingOfChanges } from './shell/changes.ts';
import { createPasswordClipboard } from './shell/clipboard.ts';
import { connectDemo, memoryKeychain, readDemo } from './shell/demo.ts';
import { denyPermissions, guardContents } from './shell/guards.ts';
import { createHandlers } from './shell/handlers.ts';
import { registerCalls, tell } from './shell/ipc.ts';
import { createJobProgress } from './shell/job-progress.ts';
import { askBeforeLeaving } from './shell/leaving.ts';
import { inTraySwitch } from './shell/login-item.ts';
import { applicationMenu } from './shell/menu.ts';

import type { WindowParts } from './shell/our-window.ts';
import { declareScheme, isOurPage, panelPage, servePages, startPage } from './shell/pages.ts';
import { createPanel, type Panel } from './shell/panel.ts';
import { createPresence, type Presence } from './shell/presence.ts';

import { createReadings } from './shell/readings.ts';
import { createRunningJobs } from './shell/running-jobs.ts';
import { secretFormats } from './shell/secret-formats.ts';
import { createSpeech, type Speech } from './shell/speech.ts';
import { stayWhenClosed } from './shell/staying.ts';
import { createWaitingJobs, followPower } from './shell/waiting-jobs.ts';
import { createMainWindow, type MainWindow } from './shell/window.ts';

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
  const parts = {
    session: pages,
    preload: join(import.meta.dirname, '../preload/index.cjs'),
    texts: speech.texts,
  };
  const { mainWindow, panel, presence, broughtFile } = serveWindows(services, speech, demo !== null, parts);

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

interface Windows {
  mainWindow: MainWindow;
  panel: Panel;
  presence: Presence;
  broughtFile: BroughtSetupFile;
}

function tellAll<Name extends EventName>(name: Name, data: EventData<Name>): void {
  for (const { webContents } of BrowserWindow.getAllWindows()) tell(webContents, name, data);
}

/** Answers the windows' calls, and sees to it that quitting loses nothing. */
function serveWindows(services: Services, speech: Speech, demo: boolean, parts: WindowParts): Windows {
  const later = (work: () => void, ms: number): (() => void) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  };
  const tellEveryone = <Name extends EventName>(name: Name, data: EventData<Name>): void => {
    presence.told(name, data);
    tellAll(name, data);
  };
  const progress = createJobProgress(
    () => [mainWindow.now()].filter((window) => window !== null),
    (jobId) => services.store.jobs.counts(jobId),
    speech.texts,
  );
  const running = createRunningJobs({
    later,
    jobNow: (jobId) => services.store.jobs.get(jobId),
    tell(name, data) {
      progress.told(name, data);
      tellEveryone(name, data);
      if (name === 'jobs:ended') lookAfter((data as EventData<'jobs:ended'>).job);
    },
  });
  const selectPbx = (id: string): void => {
    services.store.settings.set('selectedPbxId', id);
    tellEveryone('app:pbx-selected', { id });
  };
  const { isQuitting } = askBeforeLeaving(app, {
    dialog,
    runningJobs: running.count,
    window: () => {
      const window = mainWindow.now();
      return window?.isVisible() ? window : null;
    },
    texts: speech.texts,
  });
  const mainWindow = createMainWindow(parts, devServer ?? startPage, (window) => {
    const { stays, stayed } = presence;
    stayWhenClosed(window, { isQuitting, stays, stayed, quit: () => app.quit() });
    window.on('show', () => void app.dock?.show());
    window.on('hide', () => app.dock?.hide());
  });
  const panelUrl = devServer ? new URL('panel.html', devServer).href : panelPage;
  const panel = createPanel({ ...parts, url: panelUrl, isQuitting, later });
  const presence = createPresence({
    services,
    running,
    mainWindow,
    panel,
    texts: speech.texts,
    selectPbx,
    later,
  });
  const passwords = createPasswordClipboard({
    clipboard,
    writeSecret: (text) => clipboard.write([new ClipboardItem(secretFormats(text, process.platform))]),
    later,
  });
  const waiting = createWaitingJobs({
    services,
    running,
    later,
    tell: (job, nextTryAt) => tellEveryone('jobs:wait-changed', { job, nextTryAt }),
  });
  /** Others may have waited for the one that has ended; it may wait itself. */
  const lookAfter = (job: Job): void => (job.state === 'waiting' ? waiting.look() : waiting.tryNow(job.id));
  followPower(powerMonitor, running, waiting);
  const broughtFile = createBroughtSetupFile({
    setupFiles: services.setupFiles,
    explain: services.explain,
    changed: (file) => tellEveryone('setup-file:brought-changed', { file }),
  });
  const setMenu = (): void => {
    const openSetupFile = async (): Promise<void> => {
      mainWindow.show();
      const path = await askWhichSetupFile(speech.texts());
      if (path !== null) await broughtFile.bringPath(path);
    };
    const entries = applicationMenu(process.platform, speech.texts(), () => void openSetupFile());
    Menu.setApplicationMenu(Menu.buildFromTemplate(entries));
  };
  setMenu();
  const handlers = createHandlers({
    services,
    running,
    waiting,
    readings: createReadings(),
    broughtFile,
    clipboard: passwords,
    versions: {
      app: app.getVersion(),
      electron: process.versions.electron,
      chromium: process.versions.chrome,
      node: process.versions.node,
    },
    demo,
    readClipboard: () => clipboard.readText(),
    writeClipboard: (text) => clipboard.writeText(text),
    showInFolder: (path) => shell.showItemInFolder(path),
    spoken: speech.spoken,
    words: speech.words,
    applyLanguage() {
      setMenu();
      progress.show();
      tellEveryone('app:language-changed', speech.spoken());
    },
    applyAppearance(appearance) {
      nativeTheme.themeSource = appearance;
    },
    askWhichSetupFile: () => askWhichSetupFile(speech.texts()),
    async askForNewSetupFile(name) {
      const filters = setupFileFilters(speech.texts());
      const { filePath, canceled } = await dialog.showSaveDialog({ defaultPath: name, filters });
      return canceled || !filePath ? null : filePath;
    },
    async forget(options) {
      await passwords.clearNow();
      if (presence.desktop.loginItem.isOn()) await presence.desktop.loginItem.set(false);
      await services.forget(options).catch(endIfClosed);
      later(() => app.exit(0), farewellMs);
    },
    async askWhereToSave(name) {
      const { filePath, canceled } = await dialog.showSaveDialog({ defaultPath: name });
      return canceled || !filePath ? null : filePath;
    },
    desktop: presence.desktop,
  });
  const telling = tellingOfChanges(handlers, {
    changed: () => tellEveryone('app:changed', undefined),
    selected: (id) => tellEveryone('app:pbx-selected', { id }),
  });
  registerCalls(ipcMain, telling, { isOurs, explain: (thrown) => services.explain(thrown) });
  waiting.look();

  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void Promise.allSettled([waiting.stop(), running.pauseAll(), passwords.clearNow()])
      .then(() => services.close())
      .finally(() => {
        closed = true;
        app.quit();
      });
  });
  return { mainWindow, panel, presence, broughtFile };
}

async function askWhichSetupFile(texts: Texts): Promise<string | null> {
  const anything = { name: texts.setupFiles.anyFile, extensions: ['*'] };
  const { filePaths } = await dialog.showOpenDialog({
    properties: ['openFile'],
    filters: [...setupFileFilters(texts), anything],
  });
  return filePaths[0] ?? null;
}

function setupFileFilters({ setupFiles }: Texts): FileFilter[] {
  return [{ name: setupFiles.kind, extensions: ['rekey'] }];
}

/** How long the window can still say that all is gone. */
const farewellMs = 2500;

/** Files that could not be deleted are told outside of the window: what the window stands on is closed. */
function endIfClosed(thrown: unknown): void {
  const { code, facts } = toRekeyError(thrown);
  if (code !== 'forget-incomplete' || facts.reason !== 'files') throw thrown;
  giveUp(thrown);
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
