import {
  app,
  BrowserWindow,
  ClipboardItem,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  powerMonitor,
  shell,
} from 'electron';
import type { EventName } from '../../common/channels.ts';
import type { EventData } from '../../common/ipc/index.ts';
import type { Job } from '../../common/model.ts';
import type { Services } from '../services/index.ts';
import { createPasswordClipboard, eraserFor, type Front } from './clipboard/clipboard.ts';
import { secretFormats } from './clipboard/secret-formats.ts';
import { reportChanges } from './ipc/changes.ts';
import { createHandlers } from './ipc/handlers.ts';
import { createReadings } from './ipc/readings.ts';
import { registerCalls, tell } from './ipc/serve.ts';
import { createJobProgress } from './jobs/job-progress.ts';
import { createRunningFetches } from './jobs/running-fetches.ts';
import { createRunningJobs } from './jobs/running-jobs.ts';
import { createSettlingJobs } from './jobs/settling-jobs.ts';
import { createWaitingJobs, followPower } from './jobs/waiting-jobs.ts';
import { deleteDataAndQuit, type Ending, endInOrder } from './lifecycle/ending.ts';
import { askBeforeLeaving } from './lifecycle/leaving.ts';
import { createPendingSetupFile, type PendingSetupFile } from './lifecycle/pending-setup-file.ts';
import { pauseAtSessionEnd } from './lifecycle/session-end.ts';
import { stayWhenClosed } from './lifecycle/staying.ts';
import { createPresence, type Presence } from './tray/presence.ts';
import { createDockIcon, type DockIcon } from './windows/dock-icon.ts';
import { createFileDialogs } from './windows/file-dialogs.ts';
import type { Localization } from './windows/localization.ts';
import { createMainWindow, type MainWindow } from './windows/main-window.ts';
import { applicationMenu } from './windows/menu.ts';
import type { WindowParts } from './windows/our-window.ts';
import { panelPage, startPage } from './windows/pages.ts';
import { createPanel, type Panel } from './windows/panel.ts';
import { isWayland } from './windows/wayland.ts';

export interface ServeParts {
  services: Services;
  localization: Localization;
  demo: boolean;
  windowParts: WindowParts;
  /** Where the pages come from during development; null for the compiled ones. */
  devServer: string | null;
  /** Whether a page at this URL belongs to the app. */
  isOurs(url: string): boolean;
  /** Shows an error outside the windows, and quits. */
  exitWithError(thrown: unknown): void;
}

export interface Windows {
  mainWindow: MainWindow;
  panel: Panel;
  presence: Presence;
  pendingFile: PendingSetupFile;
  dockIcon: DockIcon;
  ending: Ending;
  /** Quits in order without a question. */
  quitUnasked(): void;
}

/** Sends an event to every window. */
export function broadcast<Name extends EventName>(name: Name, data: EventData<Name>): void {
  for (const { webContents } of BrowserWindow.getAllWindows()) tell(webContents, name, data);
}

const anyWindow: Front = {
  isNow: () => BrowserWindow.getFocusedWindow() !== null,
  next(work) {
    app.once('browser-window-focus', work);
    return () => void app.removeListener('browser-window-focus', work);
  },
};

/** Connects the windows, the tray and their handlers, and makes sure that quitting loses nothing. */
export function serveWindows({
  services,
  localization,
  demo,
  windowParts,
  devServer,
  isOurs,
  exitWithError,
}: ServeParts): Windows {
  const later = (work: () => void, ms: number): (() => void) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  };
  const ozonePlatform = app.commandLine.getSwitchValue('ozone-platform');
  const wayland = isWayland(process.platform, process.env, ozonePlatform);
  const sendToAll = <Name extends EventName>(name: Name, data: EventData<Name>): void => {
    presence.onEvent(name, data);
    broadcast(name, data);
  };
  const progress = createJobProgress(
    () => [mainWindow.now()].filter((window) => window !== null),
    (jobId) => services.store.jobs.counts(jobId),
    localization.texts,
  );
  const running = createRunningJobs({
    later,
    jobNow: (jobId) => services.store.jobs.get(jobId),
    counts: (jobId) => services.store.jobs.counts(jobId),
    tell(name, data) {
      progress.onEvent(name, data);
      sendToAll(name, data);
      if (name === 'jobs:ended') afterJob((data as EventData<'jobs:ended'>).job);
    },
  });
  const selectPbx = (id: string): void => {
    services.store.settings.set('selectedPbxId', id);
    sendToAll('app:pbx-selected', { id });
  };
  const { isQuitting, quitUnasked } = askBeforeLeaving(app, {
    dialog,
    runningJobs: running.count,
    runningFetches: () => runningFetches.count(),
    window: () => {
      const window = mainWindow.now();
      // On a minimised window nobody would see the dialog.
      return window?.isVisible() && !window.isMinimized() ? window : null;
    },
    texts: localization.texts,
    beforeWindowsClose: () =>
      passwords.clearsOnlyInFront && passwords.isPending() ? passwords.clearNow() : null,
  });
  pauseAtSessionEnd(app, {
    mustEndInOrder: () => running.count() + runningFetches.count() > 0 || passwords.isPending(),
    showWindow: () => mainWindow.show(),
    finish: () =>
      Promise.allSettled([waiting.stop(), runningFetches.stop(), running.pauseAll(), passwords.clearNow()]),
    quitUnasked,
  });
  const dockIcon = createDockIcon(app.dock, { now: () => performance.now(), later });
  const mainWindow = createMainWindow(windowParts, devServer ?? startPage, (window) => {
    const { stays, stayed } = presence;
    stayWhenClosed(window, { isQuitting, stays, stayed, hidden: dockIcon.hide, quit: () => app.quit() });
    // `hide` is also sent for covered windows, so `show` comes more often than needed.
    window.on('show', dockIcon.show);
  });
  const panelUrl = devServer ? new URL('panel.html', devServer).href : panelPage;
  const panel = createPanel({ ...windowParts, url: panelUrl, isQuitting, later });
  const presence = createPresence({
    services,
    running,
    mainWindow,
    panel,
    texts: localization.texts,
    selectPbx,
    wayland,
    later,
  });
  const writeSecret = (text: string): Promise<void> =>
    clipboard.write([new ClipboardItem(secretFormats(text, process.platform))]);
  const passwords = createPasswordClipboard({
    clipboard,
    writeSecret,
    erase: eraserFor(process.platform, clipboard, writeSecret),
    front: wayland ? anyWindow : null,
    later,
  });
  const waiting = createWaitingJobs({
    services,
    running,
    later,
    tell: (job, nextTryAt) => sendToAll('jobs:wait-changed', { job, nextTryAt }),
  });
  const settling = createSettlingJobs({
    services,
    later,
    tell: sendToAll,
    settled: (jobId, item) => presence.settled(jobId, item),
  });
  const runningFetches = createRunningFetches({
    services,
    later,
    tell: sendToAll,
    // Jobs and readings may have been kept waiting.
    ended(pbxUrl) {
      waiting.pbxFree(pbxUrl);
      settling.check();
    },
  });
  /** After a job ends: others may have waited for it; it may itself be waiting, or have left something to settle. */
  const afterJob = (job: Job): void => {
    if (job.state === 'waiting') waiting.check();
    else waiting.tryNow(job.id);
    settling.check();
    runningFetches.jobEnded(job.pbxUrl);
  };
  powerMonitor.on('suspend', () => {
    settling.sleep();
    runningFetches.sleep();
  });
  followPower(powerMonitor, running, waiting);
  powerMonitor.on('resume', () => {
    void presence.hasTray();
    settling.wake();
    runningFetches.wake();
  });
  const outside = services.store.watchOutside(() => {
    sendToAll('jobs:changed-elsewhere', undefined);
    settling.check();
    runningFetches.check();
  });
  app.on('browser-window-focus', outside.check);
  const pendingFile = createPendingSetupFile({
    setupFiles: services.setupFiles,
    explain: services.explain,
    changed: (file) => sendToAll('setup-file:pending-changed', { file }),
  });
  const dialogs = createFileDialogs(dialog, localization.texts);
  const setMenu = (): void => {
    const openSetupFile = async (): Promise<void> => {
      mainWindow.show();
      const path = await dialogs.askWhichSetupFile();
      if (path !== null) await pendingFile.receivePath(path);
    };
    const entries = applicationMenu(process.platform, localization.texts(), () => void openSetupFile());
    Menu.setApplicationMenu(Menu.buildFromTemplate(entries));
  };
  setMenu();
  const { loginItem } = presence.desktop;
  const endingParts = {
    app,
    services,
    running,
    waiting,
    settling,
    runningFetches,
    passwords,
    loginItem,
    leaveDesktop: presence.leave,
    later,
    exitWithError,
  };
  const handlers = createHandlers({
    services,
    running,
    waiting,
    runningFetches,
    // The only external link: see device-page.ts.
    openDevicePage: (url) => shell.openExternal(url),
    settling,
    jobsChanged: () => sendToAll('jobs:changed-elsewhere', undefined),
    readings: createReadings(),
    pendingFile,
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
    displayLanguage: localization.displayLanguage,
    words: localization.words,
    systemLocale: localization.systemLocale,
    applyLanguage() {
      setMenu();
      progress.show();
      sendToAll('app:language-changed', localization.displayLanguage());
    },
    applyAppearance(appearance) {
      nativeTheme.themeSource = appearance;
    },
    forget: (options) => deleteDataAndQuit(options, endingParts),
    ...dialogs,
    desktop: presence.desktop,
  });
  const reporting = reportChanges(handlers, {
    'app-state': () => sendToAll('app:changed', undefined),
    'selected-pbx'() {
      const id = services.store.settings.get('selectedPbxId');
      if (id !== null) sendToAll('app:pbx-selected', { id });
    },
  });
  registerCalls(ipcMain, reporting, { isOurs, explain: (thrown) => services.explain(thrown) });
  waiting.check();
  settling.check();
  runningFetches.check();

  const ending = endInOrder(endingParts);
  return { mainWindow, panel, presence, pendingFile, dockIcon, ending, quitUnasked };
}
