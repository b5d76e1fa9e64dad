import type { PasswordRef } from '../../common/ipc.ts';
import { cx } from '../ui/cx.ts';
import styles from './activity-panel.module.css';
import { PasswordControl } from './password-control.tsx';

export interface PasswordLineProps {
  /** Null where the heading says it all. */
  label: string | null;
  of: string;
  passwordRef: PasswordRef;
  warn?: boolean;
}

/** The password that a run or a reading brought, with what it is. */
export function PasswordLine({ label, of, passwordRef, warn = false }: PasswordLineProps) {
  return (
    <div className={styles.password} data-first-action>
      {label && <p className={cx(styles.label, warn && styles.labelWarn)}>{label}</p>}
      <PasswordControl newest of={of} passwordRef={passwordRef} />
    </div>
  );
}
