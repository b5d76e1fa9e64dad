import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { app, globalShortcut, screen } from 'electron';
import type { EventName } from '../../../common/channels.ts';
import { deskPhoneUser } from '../../../common/desk-phones.ts';
import { nameIn, nameOf } from '../../../common/device-text.ts';
import type { EventData } from '../../../common/ipc/index.ts';
import type { Mac } from '../../../common/mac.ts';
import type { Item, Job } from '../../../common/model.ts';
import { countsOf } from '../../../common/progress.ts';
import type { Texts } from '../../../common/texts/index.ts';
import type { Services } from '../../services/index.ts';
import type { HandlerParts } from '../ipc/handlers.ts';
import type { RunningJobs } from '../jobs/running-jobs.ts';
import { createLoginItem } from '../lifecycle/login-item.ts';
import type { MainWindow } from '../windows/main-window.ts';
import type { Panel } from '../windows/panel.ts';
import { createPanelOpener } from '../windows/panel-opener.ts';
import type { Anchor } from '../windows/placement.ts';
import { createNotifier } from './notifier.ts';
import { createShortcut } from './shortcut.ts';
import { createTray } from './tray.ts';
import { showsTray } from './tray-host.ts';
import type { RunningJob, TrayAction } from './tray-menu.ts';

export interface PresenceParts {
  services: Services;
  running: RunningJobs;
  mainWindow: MainWindow;
  panel: Panel;
  /** The texts in the current language. */
  texts(): Texts;
  /** Selects the PBX to work on. */
  selectPbx(id: string): void;
  /** Whether the clipboard can be read only with a window in front. */
  wayland: boolean;
  /** Runs work after a delay; returns a function that cancels it. */
  later(work: () => void, ms: number): () => void;
}

/** The app's presence on the desktop besides its windows: the tray, the shortcut and the notifications. */
export interface Presence extends Pick<HandlerParts, 'desktop'> {
  /** Reports a device that was read again, if that is news. */
  settled(jobId: number, item: Item): void;
  /** Receives every event that windows are sent. */
  onEvent<Name extends EventName>(name: Name, data: EventData<Name>): void;
  /** Updates the tray. */
  refresh(): void;
  /** Whether the app should keep running in the tray, and its icon is visible there. */
  stays(): Promise<boolean>;
  /** Called when the window was closed and the app kept running. */
  stayed(): void;
  /** Whether the icon is visible in the tray, where it is added as soon as there is one. */
  hasTray(): Promise<boolean>;
  /** Whether there is a tray icon or a shortcut that opens the quick panel. */
  canOpenPanel(): Promise<boolean>;
  /** As `hasTray`, at login, when the tray may appear a moment later. */
  waitForTray(): Promise<boolean>;
  /** The app is quitting: removes the icon and the shortcut. */
  leave(): void;
}

const maxRecent = 5;
/** Events after which the tray changes at once. */
const shownInTray: readonly EventName[] = [
  'jobs:started',
  'jobs:stopping',
  'jobs:ended',
  'app:changed',
  'app:pbx-selected',
  'app:language-changed',
];
/** More frequent changes could not be read. */
const progressEveryMs = 1000;
/** How long a tray may take to appear at login, and how often it is checked for. */
const trayPatienceMs = 10_000;
const askForTrayEveryMs = 1000;

export function createPresence(parts: PresenceParts): Presence {
  const { services, running, mainWindow, panel, texts, selectPbx, wayland, later } = parts;
  const { store, pbxs } = services;
  const jobs = new Map<number, { job: Job; stopping: RunningJob['stopping'] }>();
  let attention = store.jobs.open().some(({ job }) => needsAttention(job));
  let left = false;

  const trayJobs = (): RunningJob[] =>
    [...jobs.values()].flatMap(({ job, stopping }) => {
      const { id, pbxId, pbxName } = job;
      const counts = countsOf(store.jobs.counts(id));
      return pbxId === null ? [] : [{ jobId: id, pbxId, pbxName, ...counts, stopping }];
    });
  const recent = (pbxId: string): { mac: Mac; name: string }[] => {
    const newest = new Map<Mac, string>();
    for (const { item } of store.jobs.recent(pbxId, 4 * maxRecent))
      if (!newest.has(item.mac)) newest.set(item.mac, recentName(item, texts()));
    return [...newest].slice(0, maxRecent).map(([mac, name]) => ({ mac, name }));
  };

  const opener = createPanelOpener(panel, wayland);
  const anchorAtTray = (): Anchor => {
    const bounds = tray.bounds();
    return bounds ? { kind: 'icon', bounds } : { kind: 'centre' };
  };
  const act = (action: TrayAction): void => {
    switch (action.kind) {
      case 'panel':
        void opener.open(anchorAtTray(), false);
        break;
      case 'panel-from-clipboard':
        void opener.open(anchorAtTray(), true);
        break;
      case 'panel-with':
        panel.open({ mac: action.mac, remark: null }, anchorAtTray());
        break;
      case 'pause':
        running.pause(action.pbxId);
        break;
      case 'select-pbx':
        selectPbx(action.id);
        break;
      case 'window':
        mainWindow.show();
        break;
      case 'go':
        mainWindow.go(action.target);
        break;
      case 'quit':
        app.quit();
    }
  };
  const tray = createTray({
    platform: process.platform,
    icons: join(app.getAppPath(), 'resources'),
    texts,
    state() {
      const id = store.settings.get('selectedPbxId');
      const list = pbxs.list();
      const selected = list.find((pbx) => pbx.id === id) ?? list[0] ?? null;
      return {
        mood: attention ? 'attention' : jobs.size > 0 ? 'running' : 'idle',
        pbxs: list,
        selectedPbxId: selected?.id ?? null,
        recent: selected ? recent(selected.id) : [],
        jobs: trayJobs(),
      };
    },
    clicked() {
      if (panel.wasJustLeft()) panel.hide();
      else opener.toggle(anchorAtTray());
    },
    // The second press took the focus away from what the first one opened.
    doubleClicked() {
      if (!panel.isInFront()) opener.toggle(anchorAtTray());
    },
    act,
  });
  const isTrayThere = async (): Promise<boolean> => {
    if (!(await showsTray(process.platform)) || left) return false;
    tray.show();
    return tray.isThere();
  };

  const shortcut = createShortcut(globalShortcut, store.settings.get('shortcut'), () => {
    opener.toggle({ kind: 'cursor', point: screen.getCursorScreenPoint() });
  });
  const loginItem = createLoginItem({
    app,
    platform: process.platform,
    env: process.env,
    program: process.execPath,
  });

  const notifier = createNotifier({
    store,
    texts,
    platform: process.platform,
    show: mainWindow.show,
    showJob(jobId) {
      clearAttention();
      mainWindow.go({ kind: 'job', jobId });
    },
  });
  const notifyJob = (job: Job): void => {
    if (notifier.notifyJob(job)) attention = true;
  };

  let waiting: (() => void) | null = null;
  const refresh = (): void => {
    waiting?.();
    waiting = null;
    tray.refresh();
  };
  const showProgress = (): void => {
    waiting = null;
    tray.showProgress();
  };
  const clearAttention = (): void => {
    if (!attention) return;
    attention = false;
    refresh();
  };
  app.on('browser-window-focus', (_event, window) => {
    if (window !== mainWindow.now()) return;
    clearAttention();
    // A tray that has appeared since is not reported by any event.
    if (!tray.isThere()) void isTrayThere();
  });
  void isTrayThere();

  const settled = (jobId: number, item: Item): void => {
    if (notifier.notifySettled(jobId, item)) attention = true;
    refresh();
  };

  return {
    refresh,
    settled,
    onEvent(name, data) {
      if (name === 'jobs:items') {
        const { jobId, items } = data as EventData<'jobs:items'>;
        // A long run checks its own outcomes.
        for (const item of items) if (item.revisedAt !== null) settled(jobId, item);
        waiting ??= later(showProgress, progressEveryMs);
        return;
      }
      if (name === 'jobs:started') {
        const { job } = data as EventData<'jobs:started'>;
        jobs.set(job.id, { job, stopping: null });
        notifier.forgetReported(job.id);
      }
      if (name === 'jobs:stopping') {
        const { jobId, stopping } = data as EventData<'jobs:stopping'>;
        const job = jobs.get(jobId);
        if (job) job.stopping = stopping;
      }
      if (name === 'jobs:ended') {
        const { job } = data as EventData<'jobs:ended'>;
        jobs.delete(job.id);
        notifyJob(job);
      }
      if (name === 'jobs:wait-changed') {
        const { job } = data as EventData<'jobs:wait-changed'>;
        if (job.state === 'waiting') notifier.forgetReported(job.id);
        if (job.state === 'paused' || job.state === 'finished') notifyJob(job);
      }
      if (shownInTray.includes(name)) refresh();
    },
    hasTray: isTrayThere,
    canOpenPanel: async () =>
      (store.settings.get('shortcut') !== null && shortcut.refused() === null) || (await isTrayThere()),
    async waitForTray() {
      for (let waited = 0; waited < trayPatienceMs && !left; waited += askForTrayEveryMs) {
        if (await isTrayThere()) return true;
        await delay(askForTrayEveryMs);
      }
      return false;
    },
    stays: async () => store.settings.get('keepInTray') && (await isTrayThere()),
    leave() {
      left = true;
      tray.remove();
      shortcut.set(null);
      notifier.dismissAll();
    },
    stayed() {
      if (store.settings.get('toldOfTray')) return;
      const { title, body } = texts().system.stayed;
      const setTold = (told: boolean): void => {
        store.settings.set('toldOfTray', told);
      };
      if (
        notifier.notify(
          title,
          body(process.platform === 'darwin'),
          () => mainWindow.show(),
          () => setTold(false),
        )
      )
        setTold(true);
    },
    desktop: {
      facts: async () => ({
        tray: await isTrayThere(),
        loginItem: loginItem.offered,
        wayland,
        updates: services.updates.available,
        shortcutRefused: shortcut.refused(),
      }),
      mainWindow,
      panel,
      shortcut: {
        ...shortcut,
        set(accelerator) {
          shortcut.set(accelerator);
          if (accelerator !== null) void panel.prepare();
        },
      },
      loginItem,
    },
  };
}

/** What a device is called in the menu; a desk phone stands for its user. */
function recentName(item: Item, texts: Texts): string {
  return deskPhoneUser(item) ? nameIn(item, texts) : nameOf(item.mac, item.device);
}

/** Whether a job stopped in a way that nobody chose. */
function needsAttention({ state, pauseProblem }: Job): boolean {
  return state === 'interrupted' || (state === 'paused' && pauseProblem !== null);
}
