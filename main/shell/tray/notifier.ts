import { BrowserWindow, Notification } from 'electron';
import type { Item, Job } from '../../../common/model.ts';
import type { Texts } from '../../../common/texts/index.ts';
import type { Store } from '../../store/index.ts';
import { noticeOf, noticeOfSettled } from './notices.ts';

export interface NotifierParts {
  store: Store;
  /** The texts in the current language. */
  texts(): Texts;
  platform: NodeJS.Platform;
  /** Brings the window to the front. */
  show(): void;
  showJob(jobId: number): void;
}

/** Notifies the user, through the system, of what happens while they look elsewhere. */
export interface Notifier {
  /** Returns false if the system has no notifications; calls `failed` if it does not show this one after all. */
  notify(title: string, body: string, clicked: () => void, failed?: () => void): boolean;
  /**
   * Reports a job's state, unless a window is in front or it was already reported. Returns whether the user should
   * look at it.
   */
  notifyJob(job: Job): boolean;
  /** As `notifyJob`, for a device that was read again. */
  notifySettled(jobId: number, item: Item): boolean;
  /** The job runs again, so that its next state is news. */
  forgetReported(jobId: number): void;
  /** Dismisses the notifications that are still shown. */
  dismissAll(): void;
}

/** The system may keep notifications, which can then be clicked long after they disappeared from the screen. */
const maxHeld = 20;

export function createNotifier({ store, texts, platform, show, showJob }: NotifierParts): Notifier {
  /** Newest last. One without a reference is garbage-collected and misses the click. */
  const held: Notification[] = [];
  /** The state in which each job was last reported: one that has waited may be reported twice. */
  const lastReported = new Map<number, string>();

  const notify: Notifier['notify'] = (title, body, clicked, failed) => {
    if (!Notification.isSupported()) return false;
    const notification = new Notification({ title, body });
    held.push(notification);
    if (held.length > maxHeld) held.shift();
    // Windows sends `close` when it moves one to the Action Center.
    notification.on('click', clicked);
    if (failed) notification.on('failed', failed);
    notification.show();
    return true;
  };
  // On Windows this also covers notifications that are no longer held, or come from an earlier start.
  if (platform === 'win32') Notification.handleActivation(show);

  return {
    notify,
    notifyJob(job) {
      const stands = JSON.stringify([job.state, job.pauseProblem]);
      if (lastReported.get(job.id) === stands) return false;
      lastReported.set(job.id, stands);
      if (BrowserWindow.getFocusedWindow()) return false;
      const counts = store.jobs.counts(job.id);
      const [first, second] = store.jobs.items(job.id);
      const notice = noticeOf(job, counts, first && !second ? first : null, texts());
      if (!notice) return false;
      notify(notice.title, notice.body, () => showJob(job.id));
      return notice.bad;
    },
    notifySettled(jobId, item) {
      const job = store.jobs.get(jobId);
      if (!job || BrowserWindow.getFocusedWindow()) return false;
      const isOnly = store.jobs.items(jobId).length === 1;
      const notice = noticeOfSettled(item, job.pbxName, isOnly, texts());
      if (!notice) return false;
      notify(notice.title, notice.body, () => showJob(jobId));
      return notice.bad;
    },
    forgetReported: (jobId) => void lastReported.delete(jobId),
    dismissAll() {
      for (const notification of held.splice(0)) notification.close();
    },
  };
}
