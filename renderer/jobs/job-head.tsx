import { Button } from 'react-aria-components';
import type { Followed } from '../state/jobs.tsx';
import { cx } from '../ui/cx.ts';
import { Spinner } from '../ui/spinner.tsx';
import { clockText, dayText, durationText, fullTimeText } from '../ui/time.ts';
import styles from './job-head.module.css';
import { devicesText, jobLooks } from './job-words.ts';

export interface JobHeadProps {
  followed: Followed;
  total: number;
  onJob: (jobId: number) => void;
}

/** Which job it is: where, how it stands, by whom, when and what for. */
export function JobHead({ followed, total, onJob }: JobHeadProps) {
  const { job } = followed;
  const { word, icon: Icon, tone } = jobLooks[job.state];
  return (
    <div className={styles.head}>
      <div className={styles.title}>
        <h1>
          Job {job.id} on {job.pbxName}
        </h1>
        <span role="status" className={cx(styles.state, tone && styles[tone])}>
          {job.state === 'running' ? <Spinner size={14} /> : <Icon size={14} aria-hidden />}
          {word}
        </span>
      </div>
      <p className={styles.facts}>
        <span>{devicesText(total)}</span>
        {job.reference && <span className={styles.reference}>{job.reference}</span>}
        <span>by {job.user}</span>
        <span title={fullTimeText(job.startedAt ?? job.createdAt)}>{whenText(followed)}</span>
        {job.retryOf !== null && (
          <span>
            again:{' '}
            <Button className={cx(styles.link)} onPress={() => onJob(job.retryOf ?? 0)}>
              devices of job {job.retryOf}
            </Button>
          </span>
        )}
      </p>
    </div>
  );
}

function whenText({ job }: Followed): string {
  const begun = job.startedAt ?? job.createdAt;
  const day = dayText(begun, Date.now());
  const from = `${day ? `${day}, ` : ''}${clockText(begun)}`;
  return job.endedAt ? `${from}, took ${durationText(begun, job.endedAt)}` : `since ${from}`;
}
