import { ArrowDown, ArrowUp } from 'lucide-react';
import { Button } from 'react-aria-components';
import { cx } from '../ui/cx.ts';
import rowStyles from './item-row.module.css';
import styles from './sort-bar.module.css';
import type { ItemView, SortKey } from './use-item-view.ts';

const columns: readonly { by: SortKey; word: string; name: string }[] = [
  { by: 'state', word: 'State', name: 'state' },
  { by: 'device', word: 'Device', name: 'device' },
  { by: 'mac', word: 'MAC', name: 'MAC' },
  { by: 'ended', word: 'Ended', name: 'time ended' },
  { by: 'position', word: 'List order', name: 'list order' },
];

/** The table's heads; each sorts by its column. */
export function SortBar({ view: { sorting, sortBy } }: { view: ItemView }) {
  const by = columns.find((column) => column.by === sorting.by);
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons over a list are no fieldset
    <div role="group" aria-label="Sort by" className={cx(rowStyles.cells, styles.bar)}>
      {columns.map((column) => (
        <span key={column.by} className={cx(rowStyles[column.by], styles.cell)}>
          <Button
            className={cx(styles.head)}
            aria-label={`Sort by ${column.name}`}
            aria-pressed={column.by === sorting.by}
            onPress={() => sortBy(column.by)}
          >
            {column.word}
            {column.by === sorting.by &&
              (sorting.descending ? <ArrowDown size={12} aria-hidden /> : <ArrowUp size={12} aria-hidden />)}
          </Button>
        </span>
      ))}
      <span role="status" className="visually-hidden">
        Sorted by {by?.name}, {sorting.descending ? 'descending' : 'ascending'}
      </span>
    </div>
  );
}
