import { CircleAlert, CircleCheck, Copy, type LucideIcon, Volume2, VolumeX } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import type { Mac } from '../../common/mac.ts';
import type { Pbx } from '../../common/model.ts';
import { useTexts } from '../base/words.tsx';
import { useDeviceList } from '../state/device-list.tsx';
import { Action } from '../ui/action.tsx';
import { cx } from '../ui/cx.ts';
import { useList } from './list.tsx';
import type { RowPlace } from './rows.ts';
import { judgeScan, type ScanJudgement } from './scan.ts';
import styles from './scan-input.module.css';
import { createSounds, type ScanVerdict } from './tones.ts';

const icons: Record<ScanVerdict, LucideIcon> = { good: CircleCheck, duplicate: Copy, bad: CircleAlert };

/** A field for a barcode reader's input: each Enter is a row, confirmed by colour, word and sound. */
export function ScanInput({ pbx }: { pbx: Pbx }) {
  const t = useTexts();
  const { plan, scans, addScan, view, show, decisions } = useList();
  const { index } = useDeviceList();
  const [line, setLine] = useState('');
  const [focused, setFocused] = useState(false);
  const [last, setLast] = useState<(ScanJudgement & { number: number }) | null>(null);
  const [sound] = useState(createSounds);
  const field = useRef<HTMLInputElement>(null);
  const empty = scans.length === 0;
  useEffect(() => {
    if (empty) field.current?.focus();
  }, [empty]);
  useEffect(() => field.current?.focus(), []);

  const add = (): void => {
    const scan = line.trim();
    setLine('');
    if (scan === '') return;
    const judgement = judgeScan(
      scan,
      firstPlacesOf(plan.rows),
      index,
      pbx.name,
      t,
      decisions.includeDeskPhones,
    );
    if (!view.muted) sound(judgement.verdict);
    setLast({ ...judgement, number: scans.length + 1 });
    addScan(scan);
    show({ filter: null });
  };

  return (
    <div className={styles.scan}>
      <div className={styles.entry}>
        <TextField
          className={cx(styles.field)}
          value={line}
          onChange={setLine}
          autoComplete="off"
          spellCheck="false"
          maxLength={2000}
          aria-describedby="scan-hint"
        >
          <Label className="visually-hidden">{t.list.scan}</Label>
          <Input
            ref={field}
            className={cx(styles.input)}
            placeholder={t.list.scanning.placeholder}
            onFocus={() => setFocused(true)}
            onBlur={() => setFocused(false)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
              event.preventDefault();
              if (!event.repeat) add();
            }}
          />
        </TextField>
        <Action
          icon={view.muted ? VolumeX : Volume2}
          label={view.muted ? t.list.scanning.soundIsOff : t.list.scanning.soundIsOn}
          onPress={() => {
            show({ muted: !view.muted });
            field.current?.focus();
          }}
        />
      </div>
      <p id="scan-hint" className={focused ? 'visually-hidden' : styles.away}>
        {focused ? (
          t.list.scanning.hint
        ) : (
          <>
            <CircleAlert size={14} aria-hidden /> {t.list.scanning.away}
          </>
        )}
      </p>
      <div role="status">{last && <LastScan key={last.number} {...last} />}</div>
    </div>
  );
}

function LastScan({ verdict, word, details, number }: ScanJudgement & { number: number }) {
  const { scanning: t } = useTexts().list;
  const Icon = icons[verdict];
  return (
    <p className={cx(styles.last, styles[verdict])} data-scan={verdict}>
      <Icon size={20} aria-hidden />
      <strong>{word}</strong>
      <span className={styles.details}>{details}</span>
      <span className={styles.number}>{t.number(number)}</span>
    </p>
  );
}

function firstPlacesOf(
  rows: readonly { verdict: { ok: boolean; mac?: Mac }; first: RowPlace | null; at: RowPlace }[],
) {
  const places = new Map<Mac, RowPlace>();
  for (const { verdict, first, at } of rows) if (verdict.mac && !first) places.set(verdict.mac, at);
  return places;
}
