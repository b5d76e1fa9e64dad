import { ArrowDown, ArrowUp } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useTexts } from '../base/words.tsx';
import { cx } from '../ui/cx.ts';
import rowStyles from './item-row.module.css';
import styles from './sort-bar.module.css';
import type { ItemView, SortKey } from './use-item-view.ts';

const columns: readonly SortKey[] = ['state', 'device', 'mac', 'ended', 'position'];

/** The table's column headings; each sorts by its column. */
export function SortBar({ view: { sorting, sortBy } }: { view: ItemView }) {
  const t = useTexts().jobs;
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons over a list are no fieldset
    <div role="group" aria-label={t.sortBy} className={cx(rowStyles.cells, styles.bar)}>
      {columns.map((by) => (
        <span key={by} className={cx(rowStyles[by], styles[by])}>
          <Button
            className={cx(styles.head)}
            aria-label={t.sortByColumn[by]}
            aria-pressed={by === sorting.by}
            onPress={() => sortBy(by)}
          >
            {t.columns[by]}
            {by === sorting.by &&
              (sorting.descending ? <ArrowDown size={12} aria-hidden /> : <ArrowUp size={12} aria-hidden />)}
          </Button>
        </span>
      ))}
      <span role="status" className="visually-hidden">
        {t.sorted(sorting.by, sorting.descending)}
      </span>
    </div>
  );
}
