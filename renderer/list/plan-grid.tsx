import { Check, Minus } from 'lucide-react';
import {
  type KeyboardEvent,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { formatMac } from '../../common/mac.ts';
import type { Pbx } from '../../common/model.ts';
import { commandKeys } from '../base/command-key.ts';
import { useTexts } from '../base/words.tsx';
import { useApp } from '../state/app-state.tsx';
import boxes from './box.module.css';
import { useList } from './list.tsx';
import { choose, correct, type PlanRow } from './plan.ts';
import styles from './plan-grid.module.css';
import { PlanGridRow } from './plan-grid-row.tsx';
import { elsewhereText, outcomeText } from './plan-words.ts';
import { useNarrow } from './use-narrow.ts';
import { scrollToRow, useRowWindow } from './use-row-window.ts';

const headHeight = 32;

/**
 * The rows of the plan; only the visible ones are rendered. The grid as a whole has the focus, and the keys move a
 * cursor in it.
 */
export function PlanGrid({ pbx }: { pbx: Pbx }) {
  const t = useTexts();
  const allKeys = commandKeys(useApp().app.platform, 'A', t);
  const { plan, view, show, decisions, decide, scrollTop } = useList();
  const id = useId();
  const grid = useRef<HTMLTableElement>(null);
  const rowHeight = useNarrow() ? 96 : 44;
  const [correcting, setCorrecting] = useState<string | null>(null);

  const rows = useMemo(
    () => (view.filter ? plan.rows.filter(({ standing }) => standing === view.filter) : plan.rows),
    [plan.rows, view.filter],
  );
  const at = useMemo(() => rows.findIndex((row) => row.id === view.rowId), [rows, view.rowId]);
  const window = useRowWindow(grid, rows.length, rowHeight, headHeight);
  const choosable = useMemo(() => rows.filter((row) => row.choosable), [rows]);
  const chosen = choosable.filter((row) => row.included).length;
  const checked = chosen > 0 && chosen === choosable.length ? true : chosen > 0 ? 'mixed' : false;
  const current = rows[at];

  // Restores the scroll position after leaving the screen, or after filtering.
  useLayoutEffect(() => {
    if (grid.current) grid.current.scrollTop = scrollTop.current;
  }, [scrollTop]);

  // What opens below takes space from the grid: the current row stays visible.
  const keepInSight = useEffectEvent(() => {
    if (grid.current?.contains(document.activeElement) && at >= 0)
      scrollToRow(grid.current, at, rowHeight, headHeight);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height is why
  useLayoutEffect(() => keepInSight(), [window.height]);

  // The newest scan becomes the current row and is scrolled into view.
  const lastScan = plan.rows.at(-1)?.at.from === 'scan' ? plan.rows.length : 0;
  const seenScan = useRef(lastScan);
  const follow = useEffectEvent(() => moveTo(lastScan - 1));
  useEffect(() => {
    if (lastScan > seenScan.current) follow();
    seenScan.current = lastScan;
  }, [lastScan]);

  const moveTo = (index: number): void => {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    const row = rows[next];
    if (!row || !grid.current) return;
    scrollToRow(grid.current, next, rowHeight, headHeight);
    show({ rowId: row.id });
  };
  const toggle = (row: PlanRow): void => {
    show({ rowId: row.id });
    decide(choose(decisions, [row], !row.included, plan.rows));
  };
  const toggleAll = (): void => {
    // Rows that the user has to decide one by one are not included by a bulk action.
    const meant =
      view.filter === 'question' ? choosable : choosable.filter((row) => row.standing !== 'question');
    decide(choose(decisions, meant, checked !== true, plan.rows));
  };
  const close = (): void => {
    setCorrecting(null);
    grid.current?.focus();
  };

  const pressed = (event: KeyboardEvent): void => {
    if (event.target !== grid.current || event.altKey) return;
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + window.page,
      PageUp: at - window.page,
      Home: 0,
      End: rows.length - 1,
    };
    const move = moves[event.key];
    if (move !== undefined) moveTo(move);
    else if (event.key === ' ' && current) toggle(current);
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) toggleAll();
    else if ((event.key === 'Enter' || event.key === 'F2') && current && !event.repeat) {
      if (current.standing !== 'no-device') setCorrecting(current.id);
    } else return;
    event.preventDefault();
  };

  const drawn = rows.slice(window.first, window.end);
  return (
    <>
      <table
        ref={grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that is worked in is what a grid is
        role="grid"
        tabIndex={0}
        aria-label={t.list.title}
        aria-describedby={`${id}-keys`}
        aria-multiselectable
        aria-rowcount={rows.length + 1}
        aria-colcount={5}
        {...(current && at >= window.first && at < window.end
          ? { 'aria-activedescendant': `${id}-${at}` }
          : {})}
        className={styles.grid}
        onKeyDown={pressed}
        onFocus={(event) => {
          if (event.target === grid.current && at < 0) moveTo(Math.floor(grid.current.scrollTop / rowHeight));
        }}
        onScroll={(event) => {
          scrollTop.current = event.currentTarget.scrollTop;
        }}
      >
        <Head allKeys={allKeys} checked={checked} disabled={choosable.length === 0} onToggle={toggleAll} />
        <tbody className={styles.body} style={{ height: rows.length * rowHeight }}>
          {drawn.map((row, index) => (
            <PlanGridRow
              key={row.id}
              row={row}
              id={`${id}-${window.first + index}`}
              index={window.first + index}
              height={rowHeight}
              pbx={pbx}
              current={row.id === view.rowId}
              correcting={row.id === correcting}
              onToggle={() => toggle(row)}
              onPick={() => show({ rowId: row.id })}
              onCorrect={() => {
                show({ rowId: row.id });
                setCorrecting(row.id);
              }}
              onCorrected={(text) => {
                const next = correct(decisions, row, text);
                if (next) decide(next);
                close();
              }}
              onLeave={close}
            />
          ))}
        </tbody>
      </table>
      <p id={`${id}-keys`} className="visually-hidden">
        {t.list.grid.keys(allKeys)}
      </p>
      {current && <Details row={current} />}
    </>
  );
}

interface HeadProps {
  /** The keys that select or deselect all rows. */
  allKeys: string;
  checked: boolean | 'mixed';
  /** No row can be selected. */
  disabled: boolean;
  onToggle: () => void;
}

function Head({ allKeys, checked, disabled, onToggle }: HeadProps) {
  const t = useTexts();
  return (
    <thead className={styles.head}>
      <tr aria-rowindex={1} className={styles.columns}>
        <th scope="col" className={styles.boxCell} title={t.list.grid.includeAll(allKeys)}>
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: Ctrl+A does the same */}
          {/* biome-ignore lint/a11y/noStaticElementInteractions: the mouse's way to what Ctrl+A does */}
          <span
            className={boxes.box}
            data-checked={checked}
            {...(disabled ? { 'data-disabled': true } : {})}
            onClick={onToggle}
          >
            {checked === 'mixed' ? (
              <Minus size={12} strokeWidth={3} aria-hidden />
            ) : (
              <Check size={12} strokeWidth={3} aria-hidden />
            )}
            <span className="visually-hidden">{t.list.grid.included}</span>
          </span>
        </th>
        <th scope="col" className={styles.lineCell}>
          {t.list.grid.line}
        </th>
        <th scope="col">{t.list.grid.text}</th>
        <th scope="col">{t.list.grid.device}</th>
        <th scope="col">{t.list.grid.action}</th>
      </tr>
    </thead>
  );
}

/** All details of the current row, which may be cut off in the row itself. */
function Details({ row }: { row: PlanRow }) {
  const t = useTexts();
  const { matching } = useList();
  const outcome = outcomeText(row, t, matching.fetchedAt !== null);
  const phones = row.user?.phones.map(({ mac, name }) => [name, formatMac(mac)].filter(Boolean).join(' '));
  const allPhones = phones && t.deskPhones.allOfUser(row.user?.owner ?? t.deskPhones.aUser, phones);
  return (
    <p className={styles.details}>
      <span className={styles.place}>{t.list.grid.place(row.at)}:</span>{' '}
      <code>{row.context || row.text}</code>{' '}
      {[outcome, allPhones, elsewhereText(row, t)].filter(Boolean).join(' · ')}
    </p>
  );
}
