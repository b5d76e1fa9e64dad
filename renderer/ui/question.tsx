import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Action } from './action.tsx';
import styles from './question.module.css';

export interface QuestionProps {
  question: ReactNode;
  /** What it means, and what stays as it is. */
  children?: ReactNode;
  yes: string;
  no?: string;
  pending?: boolean;
  onYes: () => void;
  onNo: () => void;
}

/** Asks once, in place. Enter says yes, Escape no. */
export function Question({
  question,
  children,
  yes,
  no = 'Cancel',
  pending = false,
  onYes,
  onNo,
}: QuestionProps) {
  const id = useId();
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <fieldset
      aria-labelledby={id}
      aria-describedby={`${id}-what`}
      className={styles.question}
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
        <Action ref={first} look="primary" small keyHint="↵" pending={pending} onPress={onYes}>
          {yes}
        </Action>
        <Action small keyHint="esc" disabled={pending} onPress={onNo}>
          {no}
        </Action>
      </div>
    </fieldset>
  );
}
