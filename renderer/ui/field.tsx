import { FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import { useTexts } from '../base/words.tsx';
import { cx } from './cx.ts';
import styles from './field.module.css';

export interface FieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  placeholder?: string;
  /** An error, shown beside it. */
  error?: string | null;
  mono?: boolean;
  optional?: boolean;
  readOnly?: boolean;
  name: string;
}

/** A line of text with its label, a hint, and an error. */
export function Field({
  label,
  value,
  onChange,
  hint,
  placeholder,
  error,
  mono,
  optional,
  readOnly = false,
  name,
}: FieldProps) {
  const t = useTexts();
  return (
    <TextField
      className={cx(styles.field)}
      value={value}
      onChange={onChange}
      isInvalid={Boolean(error)}
      isReadOnly={readOnly}
      name={name}
      autoComplete="off"
      spellCheck="false"
      maxLength={500}
    >
      <Label className={cx(styles.label)}>
        {label}
        {optional && <span className={styles.optional}> {t.ui.optional}</span>}
      </Label>
      <Input className={cx(styles.input, mono && styles.mono)} {...(placeholder ? { placeholder } : {})} />
      {hint && (
        <Text slot="description" className={cx(styles.hint)}>
          {hint}
        </Text>
      )}
      <FieldError className={cx(styles.error)}>{error}</FieldError>
    </TextField>
  );
}
