import { Pause, Square } from 'lucide-react';
import { useState } from 'react';
import { countsOf, timeLeftText } from '../../common/progress.ts';
import { useTexts } from '../base/words.tsx';
import { type Followed, useJobs } from '../state/jobs.tsx';
import { Action } from '../ui/action.tsx';
import { Progress } from '../ui/progress.tsx';
import { Question } from '../ui/question.tsx';
import { leftText } from '../ui/time.ts';
import { useNow } from '../ui/use-now.ts';
import { waitReason } from '../waiting/waiting-words.ts';
import styles from './job-progress.module.css';
import { cancelRestQuestion } from './job-words.ts';

/** A running job's progress, and the actions to stop it. */
export function JobProgress({ followed }: { followed: Followed }) {
  const t = useTexts();
  const { pause, cancel } = useJobs();
  const [asking, setAsking] = useState(false);
  const { job, counts, here, stopping, waiting } = followed;
  const { done, total } = countsOf(counts);
  return (
    <section aria-label={t.jobs.progress} className={styles.progress}>
      <div className={styles.line}>
        <p className={styles.words}>
          <strong className={styles.count}>{t.jobs.doneOf(done, total)}</strong>{' '}
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
              {stopping === 'pausing' ? t.jobs.pausing : t.jobs.pause}
            </Action>
            <Action
              small
              icon={Square}
              pending={stopping === 'cancelling'}
              disabled={stopping === 'pausing' || asking}
              onPress={() => setAsking(true)}
            >
              {stopping === 'cancelling' ? t.words.cancelling : t.words.cancel}
            </Action>
          </div>
        )}
      </div>
      <Progress
        label={t.jobs.progressOf(job.id)}
        done={done}
        total={total}
        text={t.jobs.doneOf(done, total)}
        paused={waiting !== null || stopping !== null}
      />
      {asking && !stopping && (
        <Question
          danger
          question={cancelRestQuestion(followed, t)}
          yes={t.jobs.cancelRest}
          no={t.jobs.goOn}
          onYes={() => {
            setAsking(false);
            cancel(job.id);
          }}
          onNo={() => setAsking(false)}
        >
          {t.jobs.cancelRunningHint}
        </Question>
      )}
    </section>
  );
}

function Pace({ followed: { here, stopping, waiting, progress } }: { followed: Followed }) {
  const t = useTexts();
  const now = useNow(waiting ? 1000 : null);
  if (!here) return t.jobs.runElsewhere;
  if (stopping) return t.jobs.waitingForSent;
  if (waiting) {
    const left = leftText(Date.parse(waiting.until), now, t);
    return t.jobs.goingOn(waitReason(waiting.problem, t), left);
  }
  if (!progress || progress.perSecond === null) return t.jobs.starting;
  const pace = t.jobs.pace(progress.perSecond);
  return progress.secondsLeft === null ? pace : `${pace} · ${timeLeftText(progress.secondsLeft, t)}`;
}
