import { countsOf } from '../../common/progress.ts';
import { useTexts } from '../base/words.tsx';
import { useJobs } from '../state/jobs.tsx';
import { Progress } from '../ui/progress.tsx';
import styles from './rail.module.css';

/** The progress of the running jobs, on every screen; not for a single device. */
export function RailProgress() {
  const t = useTexts();
  const { jobs } = useJobs();
  const running = [...jobs.values()].filter(({ here }) => here).map(({ counts }) => countsOf(counts));
  const done = running.reduce((sum, each) => sum + each.done, 0);
  const total = running.reduce((sum, each) => sum + each.total, 0);
  // Its space is reserved, so that the rail does not grow with it.
  if (total < 2) return <span className={styles.progress} />;
  return (
    <span className={styles.progress}>
      <span aria-hidden className={styles.percent}>
        {t.shell.percent(Math.floor((done / total) * 100))}
      </span>
      <Progress
        small
        label={t.shell.runningJobs}
        done={done}
        total={total}
        text={t.shell.progress(done, total)}
      />
    </span>
  );
}
