import type { Problem } from '../../common/model.ts';
import { useTexts } from '../base/words.tsx';
import { Action } from '../ui/action.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Spinner } from '../ui/spinner.tsx';
import styles from './starting.module.css';

/** Shown before anything is loaded. */
export function Starting() {
  return (
    <main className={styles.starting}>
      <h1 className="visually-hidden">Rekey for 3CX</h1>
      <p role="status" className={styles.words}>
        <Spinner /> {useTexts().shell.starting}
      </p>
    </main>
  );
}

/** Shown when nothing could be loaded at all. */
export function StartFailed({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  return (
    <main className={styles.starting}>
      <h1 className="visually-hidden">Rekey for 3CX</h1>
      <ProblemNote
        announce
        problem={problem}
        actions={<Action onPress={onRetry}>{useTexts().words.tryAgain}</Action>}
      />
    </main>
  );
}
