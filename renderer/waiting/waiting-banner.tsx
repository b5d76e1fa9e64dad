import { Clock } from 'lucide-react';
import { useState } from 'react';
import type { Job, Problem } from '../../common/model.ts';
import { useEvent } from '../base/bridge.ts';
import { useTexts, useWords } from '../base/words.tsx';
import { useJobs } from '../state/jobs.tsx';
import type { OpenJob } from '../state/use-open-jobs.ts';
import { Action } from '../ui/action.tsx';
import banners from '../ui/banners.module.css';
import { cx } from '../ui/cx.ts';
import { MoreJobs } from '../ui/more-jobs.tsx';
import { Note } from '../ui/note.tsx';
import { describeHere } from '../ui/problem-text.ts';
import { WaitingActions } from './waiting-actions.tsx';
import styles from './waiting-banner.module.css';
import { triesText } from './waiting-words.ts';

/** More are not shown at once; History has them all. */
const shownAtMost = 2;

export interface WaitingBannerProps {
  /** Whether the waiting jobs are already listed on the current screen. */
  quiet: boolean;
  onJob: (jobId: number) => void;
  onHistory: () => void;
}

/** The jobs that wait for their PBX, and those that have waited and need a decision; on every screen. */
export function WaitingBanner({ quiet, onJob, onHistory }: WaitingBannerProps) {
  const t = useTexts().waiting;
  const { open, jobs } = useJobs();
  const [asking, setAsking] = useState<readonly number[]>([]);
  useEvent('jobs:wait-changed', ({ job }) =>
    setAsking((before) => {
      const others = before.filter((id) => id !== job.id);
      return job.state === 'paused' && job.pauseProblem ? [...others, job.id] : others;
    }),
  );
  // The view of an open job already shows all this.
  const shown = (open ?? []).filter(({ job }) => !jobs.has(job.id));
  const waiting = quiet ? [] : shown.filter(({ job }) => job.state === 'waiting');
  const asks = shown.filter(({ job }) => job.state === 'paused' && asking.includes(job.id));
  if (waiting.length === 0 && asks.length === 0) return null;
  return (
    <section aria-label={t.waitingJobs} className={banners.banners}>
      {asks.slice(0, shownAtMost).map(({ job }) => (
        <Asks
          key={job.id}
          job={job}
          onShow={() => onJob(job.id)}
          onDismiss={() => setAsking((before) => before.filter((id) => id !== job.id))}
        />
      ))}
      {waiting.slice(0, shownAtMost).map((each) => (
        <Waits key={each.job.id} open={each} onShow={() => onJob(each.job.id)} />
      ))}
      <MoreJobs count={quiet ? 0 : leftOut(asks) + leftOut(waiting)} onHistory={onHistory} />
    </section>
  );
}

function leftOut(jobs: readonly unknown[]): number {
  return Math.max(0, jobs.length - shownAtMost);
}

function Asks({ job, onShow, onDismiss }: { job: Job; onShow: () => void; onDismiss: () => void }) {
  const texts = useTexts();
  const { waiting: t, history } = texts;
  const { title } = describeHere(job.pauseProblem ?? { code: 'internal', facts: {} }, texts);
  return (
    <Note
      banner
      announce
      tone="warn"
      title={t.asks(job.id, job.pbxName)}
      onDismiss={onDismiss}
      actions={
        <Action small look="primary" label={history.showJob(job.id)} onPress={onShow}>
          {history.show}
        </Action>
      }
    >
      <p>{title}.</p>
    </Note>
  );
}

function Waits({
  open: { job, counts, queuedUsers, nextTryAt },
  onShow,
}: {
  open: OpenJob;
  onShow: () => void;
}) {
  const words = useWords();
  const { waiting: t, history, deskPhones } = words.texts;
  const [refused, setRefused] = useState<Problem | null>(null);
  return (
    <div className={styles.waits}>
      <Clock size={18} aria-hidden className={cx(styles.icon)} />
      <p className={styles.words}>
        <strong>
          {t.jobWaits(job.id, job.pbxName, deskPhones.total(counts.queued - queuedUsers, queuedUsers))}
        </strong>{' '}
        <span className={styles.when}>
          {refused ? describeHere(refused, words.texts).title : triesText(job, nextTryAt, words)}
        </span>
      </p>
      <WaitingActions named job={job} nextTryAt={nextTryAt} onRefused={setRefused} />
      <Action small look="quiet" label={history.showJob(job.id)} onPress={onShow}>
        {history.show}
      </Action>
    </div>
  );
}
