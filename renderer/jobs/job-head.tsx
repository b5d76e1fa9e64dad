import { Button } from 'react-aria-components';
import { devicesAndUsers } from '../../common/desk-phones.ts';
import type { Job } from '../../common/model.ts';
import type { Words } from '../../common/texts/index.ts';
import { useWords } from '../base/words.tsx';
import type { Followed } from '../state/jobs.tsx';
import { cx } from '../ui/cx.ts';
import { Spinner } from '../ui/spinner.tsx';
import { dayText, durationText } from '../ui/time.ts';
import styles from './job-head.module.css';
import { jobStyles } from './job-words.ts';

export interface JobHeadProps {
  followed: Followed;
  total: number;
  onJob: (jobId: number) => void;
}

/** The heading of a job: where, its state, by whom, when and what for. */
export function JobHead({ followed, total, onJob }: JobHeadProps) {
  const { job, items } = followed;
  const { users } = devicesAndUsers(items ?? []);
  const words = useWords();
  const t = words.texts;
  const { icon: Icon, tone } = jobStyles[job.state];
  return (
    <div className={styles.head}>
      <div className={styles.title}>
        <h1>{t.jobs.jobOn(job.id, job.pbxName)}</h1>
        <span role="status" className={cx(styles.state, tone && styles[tone])}>
          {job.state === 'running' ? <Spinner size={14} /> : <Icon size={14} aria-hidden />}
          {t.jobs.states[job.state]}
        </span>
      </div>
      <p className={styles.facts}>
        <span>{t.deskPhones.total(total - users, users)}</span>
        {job.reference && <span className={styles.reference}>{job.reference}</span>}
        <span>{t.jobs.by(job.user)}</span>
        <span title={words.format.moment(job.startedAt ?? job.createdAt)}>{whenText(job, words)}</span>
        {job.retryOf !== null && (
          <span>
            <Button className={cx(styles.link)} onPress={() => onJob(job.retryOf ?? 0)}>
              {t.jobs.followUpTo(job.retryOf)}
            </Button>
          </span>
        )}
      </p>
    </div>
  );
}

function whenText(job: Job, { texts, format }: Words): string {
  const begun = job.startedAt ?? job.createdAt;
  const from = [dayText(begun, Date.now(), format), format.clock(begun)].filter(Boolean).join(', ');
  return job.endedAt
    ? texts.jobs.took(from, durationText(begun, job.endedAt, texts))
    : texts.jobs[job.startedAt ? 'startedAt' : 'createdAt'](from);
}
