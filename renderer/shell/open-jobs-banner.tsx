import { Play } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../common/model.ts';
import { countsOf } from '../../common/progress.ts';
import { useTexts } from '../base/words.tsx';
import { useApp } from '../state/app-state.tsx';
import { useJobs } from '../state/jobs.tsx';
import type { OpenJob } from '../state/use-open-jobs.ts';
import { Action } from '../ui/action.tsx';
import styles from '../ui/banners.module.css';
import { MoreJobs } from '../ui/more-jobs.tsx';
import { Note } from '../ui/note.tsx';
import { describeHere } from '../ui/problem-text.ts';

/** More are not offered at once; History has them all. */
const offeredAtMost = 2;

/** Offers to resume jobs that had not finished when the app was started. */
export function OpenJobsBanner({
  quiet,
  onJob,
  onHistory,
}: {
  /** Whether all jobs are already listed on the current screen. */
  quiet: boolean;
  onJob: (jobId: number) => void;
  onHistory: () => void;
}) {
  const t = useTexts();
  const { open, left } = useJobs();
  const [later, setLater] = useState<readonly number[]>([]);
  const offered = (open ?? []).filter(
    ({ job }) =>
      left.includes(job.id) && !later.includes(job.id) && job.state !== 'running' && job.state !== 'waiting',
  );
  if (offered.length === 0) return null;
  return (
    <section aria-label={t.shell.openJobs} className={styles.banners}>
      {offered.slice(0, offeredAtMost).map((each) => (
        <Offer
          key={each.job.id}
          open={each}
          onShow={() => {
            setLater([...later, each.job.id]);
            onJob(each.job.id);
          }}
          onLater={() => setLater([...later, each.job.id])}
        />
      ))}
      <MoreJobs count={quiet ? 0 : offered.length - offeredAtMost} onHistory={onHistory} />
    </section>
  );
}

interface OfferProps {
  open: OpenJob;
  /** Opens the job, which can be resumed there as well. */
  onShow: () => void;
  onLater: () => void;
}

function Offer({ open: { job, counts }, onShow, onLater }: OfferProps) {
  const t = useTexts();
  const { app } = useApp();
  const { resume } = useJobs();
  const [resuming, setResuming] = useState(false);
  const [refused, setRefused] = useState<Problem | null>(null);
  const { done, total } = countsOf(counts);
  const pbxThere = app.pbxs.some(({ id }) => id === job.pbxId);
  const stopped = job.state === 'interrupted' ? t.shell.jobInterrupted : t.shell.jobPaused;

  const goOn = async (): Promise<void> => {
    setResuming(true);
    const begun = await resume(job.id);
    setResuming(false);
    // The question about devices that later jobs have run is shown with the job.
    if (!begun.ok && begun.problem.facts.doneSince !== undefined) onShow();
    else setRefused(begun.ok ? null : begun.problem);
  };

  return (
    <Note
      banner
      tone="warn"
      title={stopped(job.id, job.pbxName, done, total)}
      announce={refused !== null}
      actions={
        <>
          {pbxThere && (
            <Action small look="primary" icon={Play} pending={resuming} onPress={() => void goOn()}>
              {t.shell.resume}
            </Action>
          )}
          <Action small label={t.shell.showJob(job.id)} onPress={onShow}>
            {t.shell.show}
          </Action>
          <Action small look="quiet" label={t.shell.laterJob(job.id)} onPress={onLater}>
            {t.shell.later}
          </Action>
        </>
      }
    >
      {(refused ?? job.pauseProblem) && <Reason problem={refused ?? job.pauseProblem} />}
    </Note>
  );
}

function Reason({ problem }: { problem: Problem | null }) {
  const t = useTexts();
  if (!problem) return null;
  const { brief, next } = describeHere(problem, t);
  return (
    <p>
      {brief}. {next}
    </p>
  );
}
