import { useTexts } from '../base/words.tsx';
import { type Activity, useActivity } from '../state/activity.tsx';
import { Action } from '../ui/action.tsx';
import { leftText } from '../ui/time.ts';
import { useNow } from '../ui/use-now.ts';
import { waitReason } from '../waiting/waiting-words.ts';
import styles from './activity-panel.module.css';

type RunningActivity = Extract<Activity, { kind: 'running' }>;

/** A run in progress: which attempt, what it waits for, and how to stop it. */
export function Running({ running }: { running: RunningActivity }) {
  const t = useTexts();
  const { cancel } = useActivity();
  return (
    <div className={styles.progress}>
      <p className={styles.muted}>
        <Progress running={running} />
      </p>
      <Action small pending={running.cancelling} onPress={cancel}>
        {running.cancelling ? t.device.cancelling : t.words.cancel}
      </Action>
    </div>
  );
}

function Progress({ running }: { running: RunningActivity }) {
  const t = useTexts();
  const { item, waiting, cancelling } = running;
  const now = useNow(waiting ? 1000 : null);
  if (cancelling) return t.device.sentIsWaitedFor;
  if (waiting) {
    return t.device.tryingAgain(waitReason(waiting.problem, t), leftText(Date.parse(waiting.until), now, t));
  }
  if (!item) return t.device.connecting;
  return item.attempts > 1 ? t.device.waitingForAnswerAgain(item.attempts) : t.device.waitingForAnswer;
}
