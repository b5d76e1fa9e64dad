import type { Pbx } from '../../common/model.ts';
import { countsOf } from '../../common/progress.ts';
import { call } from '../base/bridge.ts';
import { useTexts } from '../base/words.tsx';
import { useActivity } from '../state/activity.tsx';
import { useJobs } from '../state/jobs.tsx';
import { Action } from '../ui/action.tsx';
import { Progress } from '../ui/progress.tsx';
import styles from './panel.module.css';

/** A job of this app, other than the panel's own, that blocks the PBX. */
export function OtherJob({ pbx }: { pbx: Pbx }) {
  const t = useTexts();
  const { jobs } = useJobs();
  const { activity } = useActivity();
  const own = activity?.kind === 'running' ? activity : null;
  const other = [...jobs.values()].find(
    ({ job, here }) => here && job.pbxId === pbx.id && own?.target.pbxId !== pbx.id,
  );
  if (!other) return null;
  const { done, total } = countsOf(other.counts);
  const text = t.panel.running(done, total);
  const { id } = other.job;
  return (
    <section aria-label={text} className={styles.other}>
      <div className={styles.otherWords}>
        <p>{text}</p>
        <Progress small label={text} done={done} total={total} text={text} />
      </div>
      <Action small onPress={() => void call('app:go', { kind: 'job', jobId: id }).catch(() => {})}>
        {t.panel.showJob}
      </Action>
    </section>
  );
}
