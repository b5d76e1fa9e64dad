import type { ItemCounts, ItemState } from '../../common/model.ts';
import { cx } from './cx.ts';
import styles from './proportions.module.css';

const order: readonly ItemState[] = [
  'succeeded',
  'uncertain',
  'failed',
  'skipped',
  'cancelled',
  'running',
  'queued',
];

/** The states of a job's devices as a proportional bar; the words beside it say the same. */
export function Proportions({ counts }: { counts: ItemCounts }) {
  return (
    <div aria-hidden className={styles.bar}>
      {order
        .filter((state) => counts[state] > 0)
        .map((state) => (
          <div key={state} className={cx(styles.part, styles[state])} style={{ flexGrow: counts[state] }} />
        ))}
    </div>
  );
}
