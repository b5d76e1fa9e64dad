import { Play } from 'lucide-react';
import { useId, useState } from 'react';
import type { Problem } from '../../common/model.ts';
import { useTexts } from '../base/words.tsx';
import { useApp } from '../state/app-state.tsx';
import { useJobs } from '../state/jobs.tsx';
import type { OpenJob } from '../state/use-open-jobs.ts';
import { Action } from '../ui/action.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { WaitingActions } from '../waiting/waiting-actions.tsx';
import styles from './history-screen.module.css';
import { JobRow } from './job-row.tsx';

export interface OpenJobsProps {
  open: readonly OpenJob[];
  now: number;
  onJob: (jobId: number) => void;
}

/** The unfinished jobs, each with its actions. */
export function OpenJobs({ open, now, onJob }: OpenJobsProps) {
  const t = useTexts();
  const id = useId();
  if (open.length === 0) return null;
  return (
    <section aria-labelledby={id} className={styles.section}>
      <h2 id={id}>{t.history.open}</h2>
      <ul className={styles.list}>
        {open.map((each) => (
          <Row key={each.job.id} open={each} now={now} onJob={onJob} />
        ))}
      </ul>
    </section>
  );
}

function Row({ open, now, onJob }: { open: OpenJob; now: number; onJob: (jobId: number) => void }) {
  const t = useTexts();
  const { app } = useApp();
  const { jobs, resume } = useJobs();
  const [resuming, setResuming] = useState(false);
  const [refused, setRefused] = useState<Problem | null>(null);
  const { job } = open;
  const followed = jobs.get(job.id);
  // A job that runs here is followed more closely than the list.
  const summary = followed?.items ? { ...open, job: followed.job, counts: followed.counts } : open;
  const running = summary.job.state === 'running';
  const waits = summary.job.state === 'waiting';
  const pbxThere = app.pbxs.some(({ id }) => id === job.pbxId);

  const goOn = async (): Promise<void> => {
    setResuming(true);
    const begun = await resume(job.id);
    setResuming(false);
    // The question about devices that later jobs have run is shown with the job.
    if (!begun.ok && begun.problem.facts.doneSince !== undefined) onJob(job.id);
    else setRefused(begun.ok ? null : begun.problem);
  };

  return (
    <li className={styles.row}>
      <JobRow
        summary={summary}
        now={now}
        actions={
          <>
            {waits && (
              <WaitingActions named job={summary.job} nextTryAt={open.nextTryAt} onRefused={setRefused} />
            )}
            {!running && !waits && pbxThere && (
              <Action
                small
                icon={Play}
                label={t.history.resumeJob(job.id)}
                pending={resuming}
                onPress={() => void goOn()}
              >
                {t.jobs.resume}
              </Action>
            )}
            <Action small label={t.history.showJob(job.id)} onPress={() => onJob(job.id)}>
              {t.history.show}
            </Action>
          </>
        }
      />
      {refused && !running && <ProblemNote announce problem={refused} />}
    </li>
  );
}
