import { type Ref, useRef, useState } from 'react';
import { FieldError, Input, TextField } from 'react-aria-components';
import { readWholeNumber } from '../../common/whole-number.ts';
import { useTexts } from '../base/words.tsx';
import { cx } from '../ui/cx.ts';
import fieldStyles from '../ui/field.module.css';
import styles from './settings.module.css';

export interface NumberInputProps {
  label: string;
  value: number;
  limits: { min: number; max: number };
  unit: string;
  /**
   * Called with the number entered, perhaps the stored one; it is shown until the promise settles, then the stored
   * one again.
   */
  onEnter: (value: number) => Promise<void>;
  ref?: Ref<HTMLInputElement>;
}

/** A whole number, applied by Enter or by leaving the field; Escape restores the stored one. */
export function NumberInput({ label, value, limits: { min, max }, unit, onEnter, ref }: NumberInputProps) {
  const t = useTexts();
  const [draft, setDraft] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const [entering, setEntering] = useState(false);
  // A confirmation moves the focus away, which counts as leaving the field once more.
  const busy = useRef(false);
  const field = useRef<HTMLDivElement>(null);

  const edit = (next: string | null): void => {
    setDraft(next);
    setWrong(false);
  };
  const enter = async (text: string | null): Promise<void> => {
    if (text === null || busy.current) return;
    const number = readWholeNumber(text);
    if (number === null || number < min || number > max) {
      setWrong(true);
      requestAnimationFrame(() => field.current?.scrollIntoView({ block: 'nearest' }));
      return;
    }
    busy.current = true;
    setEntering(true);
    await onEnter(number);
    busy.current = false;
    setEntering(false);
    edit(null);
  };

  return (
    <TextField
      ref={field}
      aria-label={label}
      className={cx(styles.number)}
      value={draft ?? String(value)}
      onChange={edit}
      isInvalid={wrong}
      isReadOnly={entering}
      autoComplete="off"
      inputMode="numeric"
      maxLength={12}
      onBlur={() => void enter(draft)}
      onKeyDown={(event) => {
        // Also an unchanged one: the stored value may be damaged, so that its default is shown.
        if (event.key === 'Enter') void enter(draft ?? String(value));
        else if (event.key === 'Escape' && !busy.current) edit(null);
      }}
    >
      <div className={styles.amount}>
        <Input className={cx(fieldStyles.input, styles.digits)} {...(ref ? { ref } : {})} />
        <span>{unit}</span>
      </div>
      <FieldError className={cx(fieldStyles.error)}>{wrong && t.settings.wrongNumber(max)}</FieldError>
    </TextField>
  );
}
