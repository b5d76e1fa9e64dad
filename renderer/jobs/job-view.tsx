import { useState } from 'react';
import { useTexts } from '../base/words.tsx';
import { useJob, type ViewedJob } from '../state/use-job.ts';
import { Action } from '../ui/action.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { JobBody } from './job-body.tsx';
import styles from './job-view.module.css';

export interface JobViewProps {
  jobId: number;
  /** The item to select and scroll into view. */
  itemId?: number | undefined;
  /** Shows another job: the one this came from, or one made from it. Without it, the view switches by itself. */
  onJob?: (jobId: number) => void;
  /** Opens the form for editing a PBX. */
  onEditPbx?: (pbxId: string) => void;
}

/** A job from its start to its outcome: its devices, its progress and its actions. */
export function JobView({ jobId, itemId, onJob, onEditPbx }: JobViewProps) {
  const [own, setOwn] = useState({ of: jobId, shown: jobId });
  if (own.of !== jobId) setOwn({ of: jobId, shown: jobId });
  const shown = onJob ? jobId : own.shown;
  return (
    <Shown
      key={`${shown} ${itemId}`}
      jobId={shown}
      itemId={shown === jobId ? itemId : undefined}
      onJob={onJob ?? ((next) => setOwn({ of: jobId, shown: next }))}
      {...(onEditPbx ? { onEditPbx } : {})}
    />
  );
}

type ShownProps = JobViewProps & { onJob: (jobId: number) => void };

function Shown({ jobId, itemId, onJob, onEditPbx }: ShownProps) {
  const looked = useJob(jobId);
  const { followed } = looked;
  return (
    <div className={styles.view}>
      {followed?.items ? (
        <JobBody
          followed={followed}
          items={followed.items}
          itemId={itemId ?? null}
          onJob={onJob}
          {...(onEditPbx ? { onEditPbx } : {})}
        />
      ) : (
        <NotThereYet jobId={jobId} looked={looked} />
      )}
    </div>
  );
}

function NotThereYet({ jobId, looked: { problem, retry } }: { jobId: number; looked: ViewedJob }) {
  const t = useTexts();
  return (
    <>
      <h1>{t.jobs.job(jobId)}</h1>
      {problem ? (
        <ProblemNote
          announce
          problem={problem}
          actions={<Action onPress={retry}>{t.words.readAgain}</Action>}
        />
      ) : (
        <p role="status" className={styles.loading}>
          <Spinner /> {t.jobs.reading}
        </p>
      )}
    </>
  );
}
