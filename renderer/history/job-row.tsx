import type { ReactNode } from 'react';
import type { JobSummary } from '../../common/ipc.ts';
import { countsOf } from '../../common/progress.ts';
import { devicesText, isOver, jobLooks, numberText, outcomeText } from '../jobs/job-words.ts';
import { cx } from '../ui/cx.ts';
import { Proportions } from '../ui/proportions.tsx';
import { clockText, dayText, fullTimeText } from '../ui/time.ts';
import styles from './job-row.module.css';

export interface JobRowProps {
  summary: JobSummary;
  now: number;
  /** What can be done with it, at its end. */
  actions?: ReactNode;
}

/** One job among others: when, where, how many, what came of it. */
export function JobRow({ summary: { job, counts }, now, actions }: JobRowProps) {
  const at = job.startedAt ?? job.createdAt;
  const { word, icon: Icon, tone } = jobLooks[job.state];
  const { done, total } = countsOf(counts);
  return (
    <div className={styles.job}>
      <time dateTime={at} title={fullTimeText(at)} className={styles.when}>
        {clockText(at)}
        <span className={styles.small}>{dayText(at, now) || 'today'}</span>
      </time>
      <span className={styles.what}>
        <span className={styles.name}>
          {job.pbxName} <span className={styles.count}>{devicesText(total)}</span>
        </span>
        <span className={styles.small}>
          {[`Job ${job.id}`, job.reference, job.user, job.retryOf !== null && `again, of job ${job.retryOf}`]
            .filter(Boolean)
            .join(' - ')}
        </span>
      </span>
      <span className={styles.outcome}>
        <span className={styles.words}>
          {job.state !== 'finished' && (
            <span className={cx(styles.state, tone && styles[tone])}>
              <Icon size={14} aria-hidden /> {word}
              {!isOver(job) && `, ${numberText(done)} of ${numberText(total)}`}
            </span>
          )}
          <span>{outcomeText(counts) || 'nothing done yet'}</span>
        </span>
        <Proportions counts={counts} />
      </span>
      {actions && <span className={styles.actions}>{actions}</span>}
    </div>
  );
}
