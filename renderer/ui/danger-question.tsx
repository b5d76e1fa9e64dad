import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Action } from './action.tsx';
import styles from './danger-question.module.css';

export interface DangerQuestionProps {
  question: ReactNode;
  /** What is lost, and what is not. */
  children?: ReactNode;
  yes: string;
  no: string;
  pending?: boolean;
  onYes: () => void;
  onNo: () => void;
}

/** Asks in place before something is lost. The focus begins at the answer that loses nothing, and Escape gives it. */
export function DangerQuestion({
  question,
  children,
  yes,
  no,
  pending = false,
  onYes,
  onNo,
}: DangerQuestionProps) {
  const id = useId();
  const safe = useRef<HTMLButtonElement>(null);
  useEffect(() => safe.current?.focus(), []);
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
      <p id={id}>{question}</p>
      <div id={`${id}-what`} className={styles.what}>
        {children}
      </div>
      <div className={styles.actions}>
        <Action small look="danger" pending={pending} onPress={onYes}>
          {yes}
        </Action>
        <Action ref={safe} small disabled={pending} onPress={onNo}>
          {no}
        </Action>
      </div>
    </fieldset>
  );
}
