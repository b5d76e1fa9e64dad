import { type Activity, useActivity } from '../state/activity.tsx';
import { Action } from '../ui/action.tsx';
import { leftText } from '../ui/time.ts';
import { useNow } from '../ui/use-now.ts';
import { useTexts } from '../words.tsx';
import styles from './activity-panel.module.css';
import { waitReason } from './device-words.ts';

type RunningActivity = Extract<Activity, { kind: 'running' }>;

/** A run on its way: which try, what it waits for, and the way out. */
export function Running({ running }: { running: RunningActivity }) {
  const { cancel } = useActivity();
  return (
    <div className={styles.progress}>
      <p className={styles.muted}>
        <Progress running={running} />
      </p>
      <Action small pending={running.cancelling} onPress={cancel}>
        {running.cancelling ? 'Cancelling…' : 'Cancel'}
      </Action>
    </div>
  );
}

function Progress({ running }: { running: RunningActivity }) {
  const t = useTexts();
  const { item, waiting, cancelling } = running;
  const now = useNow(waiting ? 1000 : null);
  if (cancelling) return 'What was sent already is waited for.';
  if (waiting) {
    const left = leftText(Date.parse(waiting.until), now, t);
    return `${waitReason(waiting.problem)}, trying again ${left ? `in ${left}` : 'now'}`;
  }
  if (!item) return 'Connecting to the PBX';
  return item.attempts > 1
    ? `Waiting for the PBX’s answer, try ${item.attempts}`
    : 'Waiting for the PBX’s answer';
}
