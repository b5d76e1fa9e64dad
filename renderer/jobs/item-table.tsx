import { useRef } from 'react';
import { GridList, GridListItem, ListLayout, type Selection, Virtualizer } from 'react-aria-components';
import { formatMac } from '../../common/mac.ts';
import type { Item } from '../../common/model.ts';
import { shortNameOf } from '../device/device-words.ts';
import { cx } from '../ui/cx.ts';
import { ItemRow } from './item-row.tsx';
import styles from './item-table.module.css';
import { itemLooks } from './item-words.ts';
import { SortBar } from './sort-bar.tsx';
import type { ItemView } from './use-item-view.ts';

export interface ItemTableProps {
  label: string;
  view: ItemView;
  selected: Selection;
  onSelect: (selected: Selection) => void;
  /** Copies what is selected. */
  onCopy: () => void;
}

const rowHeight = 52;

/**
 * A job's devices. However many there are, only the rows in sight are in the page. Arrows move, Ctrl and Shift select
 * several, Enter shows or hides a password, Ctrl+C (or Cmd+C) copies what is selected.
 */
export function ItemTable({ label, view, selected, onSelect, onCopy }: ItemTableProps) {
  const box = useRef<HTMLDivElement>(null);
  const reveal = (id: number): void =>
    box.current?.querySelector<HTMLElement>(`[data-key="${id}"] [data-reveal] button`)?.click();

  return (
    <div className={styles.table}>
      <SortBar view={view} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys of the list inside bubble up to here */}
      <div
        ref={box}
        className={styles.box}
        onKeyDown={(event) => {
          const copies = event.key.toLowerCase() === 'c' && (event.ctrlKey || event.metaKey) && !event.altKey;
          // Marked text is copied by its own way.
          if (!copies || event.repeat || window.getSelection()?.toString()) return;
          event.preventDefault();
          onCopy();
        }}
      >
        <Virtualizer layout={ListLayout} layoutOptions={{ rowSize: rowHeight }}>
          <GridList
            aria-label={label}
            className={cx(styles.list)}
            items={view.shown as Item[]}
            selectionMode="multiple"
            selectionBehavior="replace"
            selectedKeys={selected}
            onSelectionChange={onSelect}
            onAction={(key) => reveal(Number(key))}
            renderEmptyState={() => <p className={styles.none}>No device is like that.</p>}
          >
            {(item) => (
              <GridListItem id={item.id} textValue={textOf(item)} className={cx(styles.row)}>
                <ItemRow key={item.id} item={item} />
              </GridListItem>
            )}
          </GridList>
        </Virtualizer>
      </div>
    </div>
  );
}

function textOf(item: Item): string {
  return `${shortNameOf(item)}, ${formatMac(item.mac)}, ${itemLooks[item.state].word}`;
}
