import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTexts } from '../base/words.tsx';
import { Action } from './action.tsx';
import { cx } from './cx.ts';
import styles from './question.module.css';

export interface QuestionProps {
  question: ReactNode;
  /** What it means, and what stays unchanged. */
  children?: ReactNode;
  yes: string;
  /** `Cancel` by default. */
  no?: string;
  /** Whether yes is destructive: the focus then starts on no. */
  danger?: boolean;
  pending?: boolean;
  onYes: () => void;
  onNo: () => void;
}

/** Asks in place. Enter gives the focused answer, Escape says no. */
export function Question({
  question,
  children,
  yes,
  no,
  danger = false,
  pending = false,
  onYes,
  onNo,
}: QuestionProps) {
  const t = useTexts();
  const id = useId();
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <fieldset
      aria-labelledby={id}
      aria-describedby={`${id}-what`}
      className={cx(styles.question, danger && styles.danger)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        if (!pending) onNo();
      }}
    >
      <p id={id} className={styles.words}>
        {question}
      </p>
      <div id={`${id}-what`} className={styles.what}>
        {children}
      </div>
      <div className={styles.actions}>
        <Action
          {...(danger ? { look: 'danger' } : { look: 'primary', keyHint: '↵', ref: first })}
          small
          pending={pending}
          onPress={onYes}
        >
          {yes}
        </Action>
        <Action
          {...(danger ? { keyHint: '↵ esc', ref: first } : { keyHint: 'esc' })}
          small
          disabled={pending}
          onPress={onNo}
        >
          {no ?? t.words.cancel}
        </Action>
      </div>
    </fieldset>
  );
}
