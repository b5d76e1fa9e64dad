import { Check, PencilLine } from 'lucide-react';
import { deskPhoneUser } from '../../common/desk-phones.ts';
import { linesText } from '../../common/device-text.ts';
import { formatMac } from '../../common/mac.ts';
import { makeOf } from '../../common/make.ts';
import type { Device, Pbx } from '../../common/model.ts';
import { useTexts } from '../base/words.tsx';
import { useApp } from '../state/app-state.tsx';
import { cx } from '../ui/cx.ts';
import { Spinner } from '../ui/spinner.tsx';
import boxes from './box.module.css';
import { Correction } from './correction.tsx';
import { useList } from './list.tsx';
import type { PlanRow } from './plan.ts';
import styles from './plan-grid.module.css';
import { outcomeText, standingStyles } from './plan-words.ts';

export interface PlanGridRowProps {
  row: PlanRow;
  id: string;
  index: number;
  height: number;
  pbx: Pbx;
  /** Whether it has the keyboard focus. */
  current: boolean;
  correcting: boolean;
  onToggle: () => void;
  onPick: () => void;
  onCorrect: () => void;
  onCorrected: (text: string) => void;
  onLeave: () => void;
}

/** One row: its text, its device, and what will happen to it. */
export function PlanGridRow({ row, id, index, height, current, correcting, ...on }: PlanGridRowProps) {
  const t = useTexts();
  const { choosable, included } = row;
  return (
    <tr
      id={id}
      aria-rowindex={index + 2}
      {...(choosable ? { 'aria-selected': included } : {})}
      className={cx(styles.columns, styles.row, current && styles.current, !included && styles.out)}
      style={{ height, transform: `translateY(${index * height}px)` }}
      onClick={on.onPick}
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Space does the same */}
      <td
        className={styles.boxCell}
        onClick={(event) => {
          event.stopPropagation();
          if (choosable) on.onToggle();
          else on.onPick();
        }}
      >
        <span
          className={boxes.box}
          data-checked={included}
          data-testid="box"
          aria-hidden
          {...(choosable ? {} : { 'data-disabled': true })}
        >
          <Check size={12} strokeWidth={3} />
        </span>
        <span className="visually-hidden">{included ? t.list.grid.included : t.list.grid.excluded}</span>
      </td>
      <td className={styles.lineCell} title={t.list.grid.place(row.at)}>
        {row.at.from === 'scan' && '#'}
        {row.at.number}
      </td>
      {correcting ? (
        <td colSpan={3} className={styles.correcting}>
          <Correction row={row} onCorrected={on.onCorrected} onLeave={on.onLeave} />
        </td>
      ) : (
        <Cells row={row} pbx={on.pbx} current={current} onCorrect={on.onCorrect} />
      )}
    </tr>
  );
}

function Cells({
  row,
  pbx,
  current,
  onCorrect,
}: Pick<PlanGridRowProps, 'row' | 'pbx' | 'current' | 'onCorrect'>) {
  const t = useTexts();
  const { verdict, text, context, corrected } = row;
  const written = context && context !== text ? context : text;
  const mac = verdict.ok ? formatMac(verdict.mac) : null;
  return (
    <>
      <td className={styles.textCell}>
        {mac ? (
          <code className={styles.mac}>{mac}</code>
        ) : (
          <code className={row.standing === 'refused' ? styles.wrong : styles.mac}>{text}</code>
        )}
        <span className={styles.written} title={written}>
          {corrected
            ? t.list.grid.corrected(text)
            : written !== mac && written !== text
              ? written
              : mac && text !== mac
                ? text
                : ''}
        </span>
      </td>
      {row.matched?.device && (
        <td className={styles.deviceCell}>
          <DeviceWords device={row.matched.device} />
        </td>
      )}
      <td
        className={cx(styles.outcomeCell, !row.matched?.device && styles.spread)}
        {...(row.matched?.device ? {} : { colSpan: 2 })}
      >
        <Outcome row={row} pbx={pbx} />
        {row.standing !== 'no-device' && (
          <button
            type="button"
            tabIndex={-1}
            className={cx(styles.correct, current && styles.near, row.standing === 'refused' && styles.asked)}
            aria-label={t.list.grid.correctOne(text)}
            title={t.list.grid.correctHint}
            onClick={(event) => {
              event.stopPropagation();
              onCorrect();
            }}
          >
            <PencilLine size={14} aria-hidden />
            {row.standing === 'refused' && <span className={styles.correctWord}>{t.list.grid.correct}</span>}
          </button>
        )}
      </td>
    </>
  );
}

function DeviceWords({ device }: { device: Device }) {
  const t = useTexts();
  const make = makeOf(device);
  const owner = deskPhoneUser({ device })?.owner;
  const details = owner
    ? (device.name ?? '')
    : [device.name ? make : '', linesText(device, t)].filter(Boolean).join(' · ');
  const name = owner || device.name || make || t.list.grid.unnamed;
  return (
    <>
      <span className={styles.name} title={name}>
        {name}
      </span>
      <span className={styles.written} title={details}>
        {details}
      </span>
    </>
  );
}

function Outcome({ row, pbx }: { row: PlanRow; pbx: Pbx }) {
  const t = useTexts();
  const { select } = useApp();
  const { matching } = useList();
  const { standing, matched, included } = row;
  const { icon: Icon, tone: usualTone } = standingStyles[standing];
  const tone = standing === 'desk-phone' && included ? 'ok' : usualTone;
  const taken = standing !== 'ready' || included;
  const others = (matched?.elsewhere ?? []).filter(({ id }) => id !== pbx.id);
  const words = outcomeText(row, t, matching.fetchedAt !== null);
  return (
    <div className={styles.outcome}>
      <span className={cx(styles.icon, tone && taken && styles[tone])}>
        {standing === 'pending' ? <Spinner size={14} /> : <Icon size={14} aria-hidden />}
      </span>
      <span className={styles.outcomeWords} title={words}>
        {words}
        {others.map((other) => (
          <span key={other.id} className={styles.elsewhere}>
            {t.list.grid.elsewhere([other.name])} -{' '}
            <button
              type="button"
              tabIndex={-1}
              className={styles.link}
              aria-label={t.words.switchTo(other.name)}
              onClick={() => select(other.id)}
            >
              {t.list.grid.switch}
            </button>
          </span>
        ))}
      </span>
    </div>
  );
}
