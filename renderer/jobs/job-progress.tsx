import { Pause, Square } from 'lucide-react';
import { useState } from 'react';
import { countsOf, timeLeftText } from '../../common/progress.ts';
import { waitReason } from '../device/device-words.ts';
import { type Followed, useJobs } from '../state/jobs.tsx';
import { Action } from '../ui/action.tsx';
import { Progress } from '../ui/progress.tsx';
import { Question } from '../ui/question.tsx';
import { leftText } from '../ui/time.ts';
import { useNow } from '../ui/use-now.ts';
import styles from './job-progress.module.css';
import { devicesText, leftOf, numberText } from './job-words.ts';

/** How far a running job is, and the ways to stop it. */
export function JobProgress({ followed }: { followed: Followed }) {
  const { pause, cancel } = useJobs();
  const [asking, setAsking] = useState(false);
  const { job, counts, here, stopping, waiting } = followed;
  const { done, total } = countsOf(counts);
  return (
    <section aria-label="Progress" className={styles.progress}>
      <div className={styles.line}>
        <p className={styles.words}>
          <strong className={styles.count}>
            {numberText(done)} of {numberText(total)}
          </strong>{' '}
          <span className={styles.pace}>
            <Pace followed={followed} />
          </span>
        </p>
        {here && (
          <div className={styles.actions}>
            <Action
              small
              icon={Pause}
              pending={stopping === 'pausing'}
              disabled={stopping === 'cancelling'}
              onPress={() => pause(job.id)}
            >
              {stopping === 'pausing' ? 'Pausing…' : 'Pause'}
            </Action>
            <Action
              small
              icon={Square}
              pending={stopping === 'cancelling'}
              disabled={stopping === 'pausing' || asking}
              onPress={() => setAsking(true)}
            >
              {stopping === 'cancelling' ? 'Cancelling…' : 'Cancel'}
            </Action>
          </div>
        )}
      </div>
      <Progress
        label={`Progress of job ${job.id}`}
        done={done}
        total={total}
        text={`${done} of ${total}`}
        paused={waiting !== null || stopping !== null}
      />
      {asking && !stopping && (
        <Question
          question={`Cancel the ${devicesText(leftOf(counts))} that are left?`}
          yes="Cancel the rest"
          no="Go on"
          onYes={() => {
            setAsking(false);
            cancel(job.id);
          }}
          onNo={() => setAsking(false)}
        >
          What was sent already is finished. Pause keeps the rest for later instead.
        </Question>
      )}
    </section>
  );
}

function Pace({ followed: { here, stopping, waiting, progress } }: { followed: Followed }) {
  const now = useNow(waiting ? 1000 : null);
  if (!here) return 'Run by another program, such as the terminal; stop it there.';
  if (stopping) return 'Waiting for what was sent already';
  if (waiting) {
    const left = leftText(Date.parse(waiting.until), now);
    return `${waitReason(waiting.problem)}, going on ${left ? `in ${left}` : 'now'}`;
  }
  if (!progress || progress.perSecond === null) return 'Starting';
  const pace = `${progress.perSecond.toFixed(1)}/s`;
  return progress.secondsLeft === null ? pace : `${pace} - ${timeLeftText(progress.secondsLeft)}`;
}
