import { CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Problem } from '../../common/model.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import styles from './settings.module.css';

export interface SettingRowProps {
  title: string;
  /** An explanation. */
  hint: ReactNode;
  /** Shown once a change was made, such as `Saved`. */
  done?: string | null;
  problem?: Problem | null;
  /** The control. */
  children?: ReactNode;
  /** Shown below, over the whole width. */
  below?: ReactNode;
}

/** One setting or action: an explanation, its control, and the result of changing it. */
export function SettingRow({ title, hint, done, problem, children, below }: SettingRowProps) {
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <div className={styles.words}>
          <div className={styles.head}>
            <h3 className={styles.title}>{title}</h3>
            <p role="status" className={styles.done}>
              {done && (
                <>
                  <CircleCheck size={14} aria-hidden />
                  {done}
                </>
              )}
            </p>
          </div>
          <div className={styles.hint}>{hint}</div>
        </div>
        {children && <div className={styles.control}>{children}</div>}
      </div>
      {problem && <ProblemNote announce problem={problem} />}
      {below}
    </li>
  );
}
