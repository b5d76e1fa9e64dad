import { Pause } from 'lucide-react';
import type { ReactNode } from 'react';
import { macsOf } from '../../common/desk-phones.ts';
import { nameIn } from '../../common/device-text.ts';
import type { JobSummary } from '../../common/ipc/index.ts';
import { formatMac } from '../../common/mac.ts';
import { countsOf } from '../../common/progress.ts';
import { useWords } from '../base/words.tsx';
import { resultText, rowText } from '../jobs/item-words.ts';
import { isOver, jobStyles, outcomeText } from '../jobs/job-words.ts';
import { hasPrevious, RowPasswords } from '../password/previous-password.tsx';
import { useFetches } from '../state/fetches.tsx';
import { ClippedText } from '../ui/clipped-text.tsx';
import { cx } from '../ui/cx.ts';
import { Proportions } from '../ui/proportions.tsx';
import { dayText, pastText } from '../ui/time.ts';
import styles from './job-row.module.css';

export interface JobRowProps {
  summary: JobSummary;
  now: number;
  /** Its actions, at the end. */
  actions?: ReactNode;
}

/** One job among others: when, where, how many devices, and its outcome. */
export function JobRow({ summary: { job, counts, users, only }, now, actions }: JobRowProps) {
  const words = useWords();
  const { texts: t, format } = words;
  const at = job.startedAt ?? job.createdAt;
  const { icon: Icon, tone } = jobStyles[job.state];
  const { done, total } = countsOf(counts);
  const fetches = useFetches().runs.get(job.pbxId ?? '');
  const fetchingPaused =
    fetches && !fetches.running && !fetches.elsewhere && fetches.left > 0 && fetches.jobIds.includes(job.id);
  return (
    <div className={styles.job}>
      <time dateTime={at} title={format.moment(at)} className={styles.when}>
        {format.clock(at)}
        <span className={styles.small}>{dayText(at, now, format) || t.history.today}</span>
      </time>
      <span className={styles.what}>
        {only ? (
          <span className={styles.name} title={`${nameIn(only, t)} ${job.pbxName}`}>
            {nameIn(only, t)} <span className={styles.count}>{job.pbxName}</span>
          </span>
        ) : (
          <span className={styles.name} title={job.pbxName}>
            {job.pbxName} <span className={styles.count}>{t.deskPhones.total(total - users, users)}</span>
          </span>
        )}
        <ClippedText className={styles.small}>
          {[
            only?.device && macsOf(only).map(formatMac).join(', '),
            t.jobs.job(job.id),
            job.reference,
            job.user,
            job.retryOf !== null && t.jobs.followUpTo(job.retryOf),
          ]
            .filter(Boolean)
            .join(' · ')}
        </ClippedText>
      </span>
      <span className={styles.outcome}>
        <span className={styles.words}>
          {job.state !== 'finished' && (
            <span className={cx(styles.state, tone && styles[tone])}>
              <Icon size={14} aria-hidden /> {t.jobs.states[job.state]}
              {!isOver(job) && `, ${t.jobs.doneOf(done, total)}`}
            </span>
          )}
          <span>{outcomeText(counts, t) || t.history.nothingDone}</span>
          {fetchingPaused && (
            <span className={cx(styles.state, styles.warn)}>
              <Pause size={14} aria-hidden /> {t.fetching.pausedShort}
            </span>
          )}
          {only && (
            <ClippedText className={styles.small} whole={resultText(only, now, words)}>
              {rowText(only, now, words)}
            </ClippedText>
          )}
        </span>
        {!only && <Proportions counts={counts} />}
      </span>
      {only && (only.credentialsKept || hasPrevious(only)) && (
        <div className={styles.password}>
          <RowPasswords item={only} of={t.device.ofAt(nameIn(only, t), pastText(at, now, format))} />
        </div>
      )}
      {actions && <span className={styles.actions}>{actions}</span>}
    </div>
  );
}
