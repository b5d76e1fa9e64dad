import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  protocol,
  session,
  shell,
} from 'electron';
import type { EventName } from '../common/channels.ts';
import { describeError } from '../common/error-text.ts';
import { toRekeyError } from '../common/errors.ts';
import type { EventData } from '../common/ipc.ts';
import type { Texts } from '../common/texts/index.ts';
import { createKeychain } from './keychain/index.ts';
import { openServices, type Services } from './services.ts';
import { createPasswordClipboard } from './shell/clipboard.ts';
import { connectDemo, memoryKeychain, readDemo } from './shell/demo.ts';
import { denyPermissions, guardContents } from './shell/guards.ts';
import { createHandlers } from './shell/handlers.ts';
import { registerCalls, tell } from './shell/ipc.ts';
import { createJobProgress } from './shell/job-progress.ts';
import { askBeforeLeaving } from './shell/leaving.ts';
import { applicationMenu } from './shell/menu.ts';
import { declareScheme, isOurPage, servePages, startPage } from './shell/pages.ts';
import { createReadings } from './shell/readings.ts';
import { createRunningJobs, type RunningJobs } from './shell/running-jobs.ts';
import { createSpeech, type Speech } from './shell/speech.ts';
import { bringToFront, openMainWindow } from './shell/window.ts';

const devServer = app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null);
const isOurs = (url: string): boolean => isOurPage(url, devServer);
const dataFolder = app.commandLine.getSwitchValue('data-dir');

app.enableSandbox();
declareScheme(protocol);
if (dataFolder) app.setPath('userData', dataFolder);
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
  const services = await openServices(app.getPath('userData'), demo ? memoryKeychain() : createKeychain());
  if (demo) await connectDemo(services, demo);
  services.log({
    event: 'started',
    version: app.getVersion(),
    platform: process.platform,
    node: process.versions.node,
  });
  nativeTheme.themeSource = services.store.settings.get('appearance');
  const speech = createSpeech({ app, chosen: () => services.store.settings.get('language') });
  setMenu(speech.texts());
  const running = serveWindows(services, speech, demo !== null);

  const openWindow = (): Promise<unknown> =>
    openMainWindow(
      {
        session: pages,
        preload: join(import.meta.dirname, '../preload/index.cjs'),
        url: devServer ?? startPage,
        texts: speech.texts,
      },
      (window) => askBeforeLeaving(window, { dialog, runningJobs: running.count, texts: speech.texts }),
    );
  const showWindow = (): void => {
    const [window] = BrowserWindow.getAllWindows();
    if (window) bringToFront(window);
    else void openWindow();
  };
  app.on('second-instance', showWindow);
  app.on('activate', showWindow);
  app.on('window-all-closed', () => app.quit());
  await openWindow();
}

/** Answers the windows' calls, and sees to it that quitting loses nothing. */
function serveWindows(services: Services, speech: Speech, demo: boolean): RunningJobs {
  const later = (work: () => void, ms: number): (() => void) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  };
  const tellAll = <Name extends EventName>(name: Name, data: EventData<Name>): void => {
    for (const { webContents } of BrowserWindow.getAllWindows()) tell(webContents, name, data);
  };
  const progress = createJobProgress(
    () => BrowserWindow.getAllWindows(),
    (jobId) => services.store.jobs.counts(jobId),
    speech.texts,
  );
  const running = createRunningJobs({
    later,
    jobNow: (jobId) => services.store.jobs.get(jobId),
    tell(name, data) {
      progress.told(name, data);
      tellAll(name, data);
    },
  });
  const passwords = createPasswordClipboard({ clipboard, later });
  const handlers = createHandlers({
    services,
    running,
    readings: createReadings(),
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
      setMenu(speech.texts());
      progress.show();
      tellAll('app:language-changed', speech.spoken());
    },
    applyAppearance(appearance) {
      nativeTheme.themeSource = appearance;
    },
    async askWhereToSave(name) {
      const { filePath, canceled } = await dialog.showSaveDialog({ defaultPath: name });
      return canceled || !filePath ? null : filePath;
    },
  });
  registerCalls(ipcMain, handlers, { isOurs, explain: (thrown) => services.explain(thrown) });

  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void Promise.allSettled([running.pauseAll(), passwords.clearNow()])
      .then(() => services.close())
      .finally(() => {
        closed = true;
        app.quit();
      });
  });
  return running;
}

function setMenu(texts: Texts): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(applicationMenu(process.platform, texts)));
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
