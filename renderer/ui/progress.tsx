import { ProgressBar } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './progress.module.css';

export interface ProgressProps {
  label: string;
  done: number;
  total: number;
  /** The progress as it is read out, such as `143 of 400`. */
  text: string;
  /** Whether it stands still, because nothing is sent at the moment. */
  paused?: boolean;
  small?: boolean;
}

/** The progress of something as a bar. */
export function Progress({ label, done, total, text, paused = false, small = false }: ProgressProps) {
  return (
    <ProgressBar
      aria-label={label}
      value={done}
      maxValue={Math.max(total, 1)}
      valueLabel={text}
      className={cx(styles.track, small && styles.small, paused && styles.paused)}
    >
      {({ percentage }) => <div className={styles.fill} style={{ width: `${percentage ?? 0}%` }} />}
    </ProgressBar>
  );
}
