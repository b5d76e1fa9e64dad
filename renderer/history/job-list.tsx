import { useId } from 'react';
import { GridList, GridListItem } from 'react-aria-components';
import type { JobSummary } from '../../common/ipc/index.ts';
import type { Texts } from '../../common/texts/index.ts';
import { useTexts } from '../base/words.tsx';
import { useJobs } from '../state/jobs.tsx';
import { Action } from '../ui/action.tsx';
import { cx } from '../ui/cx.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { useNow } from '../ui/use-now.ts';
import styles from './history-screen.module.css';
import { JobRow } from './job-row.tsx';
import { OpenJobs } from './open-jobs.tsx';
import { useJobPages } from './use-job-pages.ts';

/** The jobs: first the unfinished ones, then all others, newest first. */
export function JobList({ onJob }: { onJob: (jobId: number) => void }) {
  const t = useTexts();
  const id = useId();
  const { open, changes } = useJobs();
  const { jobs, more, loading, problem, olderFailed, loadMore, retry } = useJobPages(changes);
  const now = useNow(60_000);
  const unfinished = open ?? [];
  const unfinishedIds = new Set(unfinished.map(({ job }) => job.id));
  const others = (jobs ?? []).filter(({ job }) => !unfinishedIds.has(job.id));
  const failed = problem && (
    <ProblemNote
      announce
      problem={problem}
      actions={
        <Action pending={loading} onPress={retry}>
          {t.words.readAgain}
        </Action>
      }
    />
  );

  if (failed && !jobs) return failed;
  if (!jobs)
    return (
      <p role="status" className={styles.empty}>
        <Spinner /> {t.history.reading}
      </p>
    );
  if (jobs.length === 0) return <p className={styles.empty}>{t.history.empty}</p>;
  return (
    <>
      {!olderFailed && failed}
      <OpenJobs open={unfinished} now={now} onJob={onJob} />
      {others.length > 0 && (
        <section aria-labelledby={id} className={styles.section}>
          <h2 id={id} className={unfinished.length === 0 ? 'visually-hidden' : undefined}>
            {t.history.earlier}
          </h2>
          <GridList
            aria-labelledby={id}
            className={cx(styles.list)}
            items={others.map((summary) => ({ id: summary.job.id, summary }))}
            dependencies={[now, t]}
            onAction={(key) => onJob(Number(key))}
          >
            {({ id: jobId, summary }) => (
              <GridListItem id={jobId} textValue={textOf(summary, t)} className={cx(styles.row)}>
                <JobRow summary={summary} now={now} />
              </GridListItem>
            )}
          </GridList>
        </section>
      )}
      {olderFailed && failed}
      {more && (
        <div className={styles.more}>
          <Action pending={loading} onPress={loadMore}>
            {t.history.older}
          </Action>
        </div>
      )}
    </>
  );
}

function textOf({ job }: JobSummary, { jobs }: Texts): string {
  return [jobs.jobOn(job.id, job.pbxName), jobs.states[job.state]].join(', ');
}
