import type { Replacement } from '../../common/model.ts';
import { useWords } from '../base/words.tsx';
import { pastText } from '../ui/time.ts';
import styles from './activity-panel.module.css';

export interface ReplacedLineProps {
  replacement: Replacement;
  /** Whether this result has a password, which is then not the newest. */
  hasPassword: boolean;
  /** Whether it is about a user's desk phones, not about a device. */
  ofUser?: boolean;
}

/** Says that a later job gave the device a password; renders nothing if none did. */
export function ReplacedLine({
  replacement: { replacedAt, surelyReplaced },
  hasPassword,
  ofUser = false,
}: ReplacedLineProps) {
  const { texts: t, format } = useWords();
  if (replacedAt === null) return null;
  const at = pastText(replacedAt, Date.now(), format);
  const { replacedLater, completedLater } = ofUser ? t.deskPhones : t.device;
  const text = hasPassword ? replacedLater : completedLater;
  return (
    <p role="status" className={styles.labelWarn}>
      {text(at, surelyReplaced)}
    </p>
  );
}
