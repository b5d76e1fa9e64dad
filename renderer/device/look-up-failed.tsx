import type { Problem } from '../../common/model.ts';
import type { Target } from '../state/activity.tsx';
import { Action } from '../ui/action.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useTexts } from '../words.tsx';
import styles from './device-screen.module.css';
import { ProblemActions } from './problem-actions.tsx';

export interface LookUpFailedProps {
  problem: Problem;
  target: Target;
  onTryAgain: () => void;
  onEditPbx: (pbxId: string) => void;
}

/** Why it cannot be said which device a MAC is, where that had to be known first. */
export function LookUpFailed({ problem, target, onTryAgain, onEditPbx }: LookUpFailedProps) {
  const t = useTexts();
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
            <ProblemActions problem={problem} target={target} onEditPbx={onEditPbx} />
          </>
        }
      >
        <p>{t.device.lookUpNeeded}</p>
      </ProblemNote>
    </div>
  );
}
