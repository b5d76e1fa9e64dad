import { type RefObject, useId } from 'react';
import { cx } from './cx.ts';
import styles from './field.module.css';

export interface SecretFieldProps {
  label: string;
  hint?: string;
  error?: string | null;
  readOnly?: boolean;
  onChange: () => void;
  name: string;
  ref: RefObject<HTMLInputElement | null>;
}

/**
 * A field for an API key or a password. The text stays only in the DOM field: React would keep copies of it, and
 * write it into the page as an attribute.
 */
export function SecretField({ label, hint, error, readOnly = false, onChange, name, ref }: SecretFieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <input
        ref={ref}
        id={id}
        name={name}
        type="password"
        className={cx(styles.input, styles.mono)}
        autoComplete="off"
        spellCheck={false}
        readOnly={readOnly}
        maxLength={4000}
        aria-invalid={error ? true : undefined}
        aria-describedby={
          [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
        }
        onInput={onChange}
      />
      {hint && (
        <span id={`${id}-hint`} className={styles.hint}>
          {hint}
        </span>
      )}
      {error && (
        <span id={`${id}-error`} className={styles.error}>
          {error}
        </span>
      )}
    </div>
  );
}
