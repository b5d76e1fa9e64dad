import { CircleAlert, CircleCheck, Info } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { nameOf } from '../../common/device-text.ts';
import { describeMacRefusal } from '../../common/error-text.ts';
import { formatMac } from '../../common/mac.ts';
import { maxMacText } from '../../common/one-mac.ts';
import type { Texts } from '../../common/texts/index.ts';
import { understand } from '../../common/understand.ts';
import { useTexts } from '../base/words.tsx';
import { useDeviceList } from '../state/device-list.tsx';
import { cx } from '../ui/cx.ts';
import type { PlanRow } from './plan.ts';
import styles from './plan-grid.module.css';

export interface CorrectionProps {
  row: PlanRow;
  /** Called with a text that is a MAC. */
  onCorrected: (text: string) => void;
  onLeave: () => void;
}

/** A field for another MAC in place of a row's, which says at each key how it is understood. */
export function Correction({ row, onCorrected, onLeave }: CorrectionProps) {
  const t = useTexts();
  const { index } = useDeviceList();
  const before = row.verdict.ok ? formatMac(row.verdict.mac) : row.text;
  const [text, setText] = useState(before);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => field.current?.select(), []);

  const found = understand(text, index);
  const mac = 'mac' in found ? found.mac : null;
  const pressed = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' || (event.key === 'Enter' && text === before && mac)) onLeave();
    else if (event.key === 'Enter' && !event.repeat && mac) onCorrected(text);
    else if (event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
  };
  // Leaving the field applies a valid text; an invalid one is discarded.
  const left = (): void => {
    if (mac && text !== before) onCorrected(text);
    else onLeave();
  };

  const [Icon, tone, words] = judgementOf(found, t);
  return (
    <>
      <input
        ref={field}
        className={styles.field}
        value={text}
        maxLength={maxMacText}
        autoComplete="off"
        spellCheck={false}
        aria-label={t.list.correction.field}
        aria-describedby={id}
        aria-invalid={found.kind === 'refused' || found.kind === 'name' || found.kind === 'several'}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={pressed}
        onBlur={left}
      />
      <span id={id} role="status" className={cx(styles.judgement, styles[tone])}>
        <Icon size={14} aria-hidden className={styles.icon} />
        <span>{words}</span>
      </span>
    </>
  );
}

function judgementOf(found: ReturnType<typeof understand>, t: Texts) {
  const { correction } = t.list;
  switch (found.kind) {
    case 'nothing':
      return [Info, 'calm', correction.nothing] as const;
    case 'typing':
      return [Info, 'calm', correction.typing(found.digits)] as const;
    case 'refused':
      return [CircleAlert, 'bad', describeMacRefusal(found.refusal, t)] as const;
    case 'name':
      return [CircleAlert, 'bad', t.device.noMac] as const;
    case 'several':
      return [CircleAlert, 'bad', describeMacRefusal({ ok: false, reason: 'several' }, t)] as const;
    case 'listed':
      return [CircleCheck, 'ok', nameOf(found.mac, found.device)] as const;
    case 'desk-phone':
      return [CircleAlert, 'warn', correction.deskPhone(found.device.owner ?? null)] as const;
    case 'not-listed':
      return [CircleAlert, 'warn', correction.notListed] as const;
    case 'not-in-part':
      return [CircleAlert, 'warn', correction.notInPart] as const;
    case 'no-list':
      return [CircleCheck, 'ok', correction.mac] as const;
  }
}
