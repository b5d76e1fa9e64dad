import type { Replacement } from '../../common/model.ts';
import { useWords } from '../base/words.tsx';
import { dayText } from '../ui/time.ts';
import styles from './activity-panel.module.css';

export interface ReplacedLineProps {
  replacement: Replacement;
  /** Whether this result has a password, which then is not the newest. */
  hasPassword: boolean;
  /** Of a user's desk phones, not of a device. */
  ofUser?: boolean;
}

/** That a later job gave the device of a result a password; nothing where none did. */
export function ReplacedLine({
  replacement: { replacedAt, surelyReplaced },
  hasPassword,
  ofUser = false,
}: ReplacedLineProps) {
  const { texts: t, format } = useWords();
  if (replacedAt === null) return null;
  const at = [dayText(replacedAt, Date.now(), format), format.clock(replacedAt)].filter(Boolean).join(', ');
  const { replacedLater, completedLater } = ofUser ? t.deskPhones : t.device;
  const text = hasPassword ? replacedLater : completedLater;
  return (
    <p role="status" className={styles.labelWarn}>
      {text(at, surelyReplaced)}
    </p>
  );
}
