import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { Problem } from '../../common/model.ts';
import { useTexts } from '../base/words.tsx';
import { Action } from '../ui/action.tsx';
import { Field } from '../ui/field.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import styles from './forget-question.module.css';

export interface ForgetQuestionProps {
  pending: boolean;
  problem: Problem | null;
  onForget: (leaveKeychain: boolean) => void;
  onKeep: () => void;
}

/** Asks in place; a word has to be typed, because this cannot be undone. */
export function ForgetQuestion({ pending, problem, onForget, onKeep }: ForgetQuestionProps) {
  const id = useId();
  const form = useRef<HTMLFieldSetElement>(null);
  const [typed, setTyped] = useState('');
  const [insisted, setInsisted] = useState(false);
  const t = useTexts().settings.forget;
  useEffect(() => {
    form.current?.querySelector('input')?.focus();
    form.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  useEffect(() => {
    if (problem) form.current?.scrollIntoView({ block: 'nearest' });
  }, [problem]);

  const agreed = typed.trim().toLowerCase() === t.word;
  const keychainFailed = problem?.code === 'forget-incomplete' && problem.facts.reason === 'keychain';
  const forget = (leaveKeychain: boolean): void => {
    if (agreed) onForget(leaveKeychain);
    else setInsisted(true);
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !pending) {
      event.preventDefault();
      onKeep();
    }
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (!event.repeat && !pending) forget(false);
    }
  };

  return (
    <fieldset
      ref={form}
      aria-labelledby={id}
      aria-describedby={`${id}-what`}
      className={styles.question}
      onKeyDown={pressed}
    >
      <p id={id} className={styles.words}>
        {t.question}
      </p>
      <div id={`${id}-what`} className={styles.what}>
        <p>{t.what}</p>
        <p>{t.stays}</p>
      </div>
      <div className={styles.field}>
        <Field
          name="forget"
          label={t.type(t.word)}
          value={typed}
          onChange={(next) => {
            setTyped(next);
            setInsisted(false);
          }}
          readOnly={pending}
          error={insisted ? t.notTyped(t.word) : null}
        />
      </div>
      {problem && <ProblemNote announce problem={problem} />}
      <div className={styles.actions}>
        <Action small look="danger" pending={pending} disabled={!agreed} onPress={() => forget(false)}>
          {t.yes}
        </Action>
        {keychainFailed && (
          <Action small look="danger" disabled={pending || !agreed} onPress={() => forget(true)}>
            {t.withoutKeychain}
          </Action>
        )}
        <Action small keyHint="esc" disabled={pending} onPress={onKeep}>
          {t.no}
        </Action>
      </div>
    </fieldset>
  );
}
