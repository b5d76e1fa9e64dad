import type { PasswordRef } from '../../common/ipc/index.ts';
import type { Replacement } from '../../common/model.ts';
import { PasswordControl } from '../password/password-control.tsx';
import { cx } from '../ui/cx.ts';
import styles from './activity-panel.module.css';
import { ReplacedLine } from './replaced-line.tsx';

export interface PasswordLineProps {
  /** Null if the heading is enough. */
  label: string | null;
  of: string;
  passwordRef: PasswordRef;
  warn?: boolean;
  /** What later jobs did to the device. */
  replacement: Replacement;
  /** Whether it belongs to a user's desk phones, not to a device. */
  ofUser: boolean;
}

/** The password from a run or a reading, with a label. */
export function PasswordLine({
  label,
  of,
  passwordRef,
  warn = false,
  replacement,
  ofUser,
}: PasswordLineProps) {
  return (
    <div className={styles.password} data-first-action>
      <ReplacedLine hasPassword ofUser={ofUser} replacement={replacement} />
      {label && <p className={cx(styles.label, warn && styles.labelWarn)}>{label}</p>}
      <PasswordControl newest of={of} passwordRef={passwordRef} replacement={replacement} />
    </div>
  );
}
