import { BrowserWindow, Notification } from 'electron';
import type { Item, Job } from '../../../common/model.ts';
import type { Texts } from '../../../common/texts/index.ts';
import type { Store } from '../../store/index.ts';
import { noticeOf, noticeOfSettled } from './notices.ts';

export interface NotifierParts {
  store: Store;
  /** What is spoken now. */
  texts(): Texts;
  platform: NodeJS.Platform;
  /** Shows the window, wherever it is. */
  show(): void;
  showJob(jobId: number): void;
}

/** Tells in the system's own notifications what a person would want to know who looks elsewhere. */
export interface Notifier {
  /** False where the system has no notifications; `failed` is called where it does not show this one after all. */
  notify(title: string, body: string, clicked: () => void, failed?: () => void): boolean;
  /** How a job stands, unless a window is in front or that was told already. Gives whether somebody has to look at it. */
  tellOf(job: Job): boolean;
  /** The same of a device that was read again. */
  tellOfSettled(jobId: number, item: Item): boolean;
  /** The job goes on, so that how it stands next is news. */
  isNews(jobId: number): void;
  /** Takes away what is still shown. */
  takeBack(): void;
}

/** They can still be clicked where the system keeps them, long after they are gone from the screen. */
const maxHeld = 20;

export function createNotifier({ store, texts, platform, show, showJob }: NotifierParts): Notifier {
  /** Newest last. What nobody holds is collected, and does not hear the click. */
  const held: Notification[] = [];
  /** How each job stood when it was told of: one that has waited may be told of twice. */
  const toldOf = new Map<number, string>();

  const notify: Notifier['notify'] = (title, body, clicked, failed) => {
    if (!Notification.isSupported()) return false;
    const notification = new Notification({ title, body });
    held.push(notification);
    if (held.length > maxHeld) held.shift();
    // Windows tells of `close` when it puts one into the Action Center.
    notification.on('click', clicked);
    if (failed) notification.on('failed', failed);
    notification.show();
    return true;
  };
  // Windows tells of those, too, that are held no more, or are of an earlier start.
  if (platform === 'win32') Notification.handleActivation(show);

  return {
    notify,
    tellOf(job) {
      const stands = JSON.stringify([job.state, job.pauseProblem]);
      if (toldOf.get(job.id) === stands) return false;
      toldOf.set(job.id, stands);
      if (BrowserWindow.getFocusedWindow()) return false;
      const counts = store.jobs.counts(job.id);
      const [first, second] = store.jobs.items(job.id);
      const notice = noticeOf(job, counts, first && !second ? first : null, texts());
      if (!notice) return false;
      notify(notice.title, notice.body, () => showJob(job.id));
      return notice.bad;
    },
    tellOfSettled(jobId, item) {
      const job = store.jobs.get(jobId);
      if (!job || BrowserWindow.getFocusedWindow()) return false;
      const isOnly = store.jobs.items(jobId).length === 1;
      const notice = noticeOfSettled(item, job.pbxName, isOnly, texts());
      if (!notice) return false;
      notify(notice.title, notice.body, () => showJob(jobId));
      return notice.bad;
    },
    isNews: (jobId) => void toldOf.delete(jobId),
    takeBack() {
      for (const notification of held.splice(0)) notification.close();
    },
  };
}
