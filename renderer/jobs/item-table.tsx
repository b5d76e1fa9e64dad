import { createContext, memo, use, useRef } from 'react';
import { GridList, GridListItem, ListLayout, type Selection, Virtualizer } from 'react-aria-components';
import { nameIn } from '../../common/device-text.ts';
import { formatMac } from '../../common/mac.ts';
import type { Item } from '../../common/model.ts';
import type { Texts } from '../../common/texts/index.ts';
import { useTexts } from '../base/words.tsx';
import { cx } from '../ui/cx.ts';
import { ItemRow } from './item-row.tsx';
import styles from './item-table.module.css';
import { SortBar } from './sort-bar.tsx';
import type { ItemView, Row } from './use-item-view.ts';

export interface ItemTableProps {
  label: string;
  items: readonly Item[];
  /** Whether their job runs. */
  running: boolean;
  view: ItemView;
  selected: Selection;
  /** Whether to start with the selected item in view and focused. */
  startsAtSelected: boolean;
  onSelect: (selected: Selection) => void;
  /** Copies the selected items. */
  onCopy: () => void;
}

const rowHeight = 40;

/**
 * A job's devices. However many there are, only the visible rows are in the page. Arrows move, Ctrl and Shift select
 * several, Enter shows or hides a password, Ctrl+C (or Cmd+C) copies the selection.
 */
export function ItemTable({
  label,
  items,
  running,
  view,
  selected,
  startsAtSelected,
  onSelect,
  onCopy,
}: ItemTableProps) {
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
          // Selected text is copied the usual way.
          if (!copies || event.repeat || window.getSelection()?.toString()) return;
          event.preventDefault();
          onCopy();
        }}
      >
        <Items value={items}>
          <Running value={running}>
            <List
              label={label}
              items={items}
              rows={view.rows}
              {...{ selected, startsAtSelected, onSelect, reveal }}
            />
          </Running>
        </Items>
      </div>
    </div>
  );
}

/** The current items, for the rows: a visible row is rendered again with its item, the table is not. */
const Items = createContext<readonly Item[]>([]);
const Running = createContext(false);

interface ListProps extends Pick<ItemTableProps, 'label' | 'selected' | 'startsAtSelected' | 'onSelect'> {
  items: readonly Item[];
  rows: readonly Row[];
  reveal: (id: number) => void;
}

const List = memo(
  function List({ label, items, rows, selected, startsAtSelected, onSelect, reveal }: ListProps) {
    const t = useTexts();
    return (
      <Virtualizer layout={ListLayout} layoutOptions={{ rowSize: rowHeight }}>
        <GridList
          aria-label={label}
          className={cx(styles.list)}
          autoFocus={startsAtSelected}
          items={rows}
          selectionMode="multiple"
          selectionBehavior="replace"
          selectedKeys={selected}
          onSelectionChange={onSelect}
          onAction={(key) => reveal(Number(key))}
          renderEmptyState={() => <p className={styles.none}>{t.jobs.devices.none}</p>}
        >
          {({ id, position }) => (
            <GridListItem id={id} textValue={textOf(items[position], t)} className={cx(styles.row)}>
              <LiveRow key={id} position={position} />
            </GridListItem>
          )}
        </GridList>
      </Virtualizer>
    );
  },
  // A changing item keeps its name and MAC, and revealing works the same.
  (before, now) => before.rows === now.rows && before.selected === now.selected && before.label === now.label,
);

function LiveRow({ position }: { position: number }) {
  const item = use(Items)[position];
  const running = use(Running);
  return item && <ItemRow item={item} running={running} />;
}

function textOf(item: Item | undefined, t: Texts): string {
  return item ? [nameIn(item, t), ...item.macs.map(formatMac)].join(', ') : '';
}
