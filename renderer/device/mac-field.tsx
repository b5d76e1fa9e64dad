import type { Ref } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import { maxMacText } from '../../common/one-mac.ts';
import { useTexts } from '../base/words.tsx';
import { cx } from '../ui/cx.ts';
import styles from './mac-field.module.css';

export interface MacFieldProps {
  value: string;
  onChange: (value: string) => void;
  /** Called when Enter is pressed; auto-repeat does not count. */
  onEnter: () => void;
  /** Called when arrow down is pressed, to move to what is below. */
  onDown: () => void;
  invalid: boolean;
  describedBy: string;
  ref: Ref<HTMLInputElement>;
}

/** Accepts a MAC address in any form, a text that contains one, or the name of a device. */
export function MacField({ value, onChange, onEnter, onDown, invalid, describedBy, ref }: MacFieldProps) {
  const t = useTexts();
  return (
    <TextField
      className={cx(styles.field)}
      value={value}
      onChange={onChange}
      isInvalid={invalid}
      aria-describedby={describedBy}
      autoComplete="off"
      spellCheck="false"
      maxLength={maxMacText}
    >
      <Label className={cx(styles.label)}>{t.device.mac}</Label>
      <Input
        ref={ref}
        className={cx(styles.input)}
        autoCapitalize="characters"
        placeholder="00:0B:82:10:1E:EF"
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') onDown();
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          if (!event.repeat) onEnter();
        }}
      />
    </TextField>
  );
}
