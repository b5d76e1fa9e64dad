import type { Problem } from '../../common/model.ts';
import { useTexts } from '../base/words.tsx';
import { oneDevice, type Target, useActivity } from '../state/activity.tsx';
import { Action } from '../ui/action.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { offersWaiting, RunWhenReachable } from '../waiting/run-when-reachable.tsx';
import styles from './device-screen.module.css';
import { ProblemActions } from './problem-actions.tsx';

export interface LookUpFailedProps {
  problem: Problem;
  target: Target;
  onTryAgain: () => void;
  /** Called when the job waits. */
  onWaits: () => void;
  onEditPbx: (pbxId: string) => void;
}

/** Why a MAC could not be looked up, which was necessary first. */
export function LookUpFailed({ problem, target, onTryAgain, onWaits, onEditPbx }: LookUpFailedProps) {
  const t = useTexts();
  const { waits } = useActivity();
  return (
    <div className={styles.lookUpFailed}>
      <ProblemNote
        announce
        problem={problem}
        actions={
          <>
            <Action small onPress={onTryAgain}>
              {t.words.tryAgain}
            </Action>
            <RunWhenReachable
              problem={problem}
              what={oneDevice(target, false, null)}
              onWaits={(job) => {
                waits(target, job);
                onWaits();
              }}
            />
            <ProblemActions problem={problem} target={target} onEditPbx={onEditPbx} />
          </>
        }
      >
        <p>{t.device.lookUpNeeded}</p>
        {offersWaiting(problem) && <p>{t.waiting.offerUnknown}</p>}
      </ProblemNote>
    </div>
  );
}
