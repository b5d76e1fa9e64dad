import type { PasswordRef } from '../../common/ipc/index.ts';
import type { Replacement } from '../../common/model.ts';
import { PasswordControl } from '../password/password-control.tsx';
import { cx } from '../ui/cx.ts';
import styles from './activity-panel.module.css';
import { ReplacedLine } from './replaced-line.tsx';

export interface PasswordLineProps {
  /** Null where the heading says it all. */
  label: string | null;
  of: string;
  passwordRef: PasswordRef;
  warn?: boolean;
  /** What later jobs did to the device. */
  replacement: Replacement;
  /** Of a user's desk phones, not of a device. */
  ofUser: boolean;
}

/** The password that a run or a reading brought, with what it is. */
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
