import { CircleCheck } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { CallOutput } from '../../common/ipc.ts';
import type { Problem } from '../../common/model.ts';
import { call, problemOf } from '../bridge.ts';
import { Action } from '../ui/action.tsx';
import { Note } from '../ui/note.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { RichText } from '../ui/rich-text.tsx';
import { useTexts } from '../words.tsx';
import styles from './export-form.module.css';

const formats = ['csv', 'json'] as const;
type Format = (typeof formats)[number];
type Written = NonNullable<CallOutput<'jobs:export'>>;

/** Writes a job into a file; with its passwords only where a person says so. */
export function ExportForm({ jobId, onClose }: { jobId: number; onClose: () => void }) {
  const { export: t } = useTexts().jobs;
  const id = useId();
  const first = useRef<HTMLInputElement>(null);
  const [format, setFormat] = useState<Format>('csv');
  const [passwords, setPasswords] = useState(false);
  const [state, setState] = useState<'idle' | 'writing' | Written | { problem: Problem }>('idle');
  useEffect(() => first.current?.focus(), []);

  const write = async (): Promise<void> => {
    setState('writing');
    try {
      setState((await call('jobs:export', { jobId, format, passwords })) ?? 'idle');
    } catch (thrown) {
      setState({ problem: problemOf(thrown) });
    }
  };

  return (
    <fieldset
      aria-labelledby={id}
      className={styles.form}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onClose();
      }}
    >
      <p id={id} className={styles.title}>
        {t.title(jobId)}
      </p>
      <div role="radiogroup" aria-label={t.format} className={styles.choices}>
        {formats.map((each, place) => (
          <label key={each} className={styles.choice}>
            <input
              ref={place === 0 ? first : null}
              type="radio"
              name={`${id}-format`}
              checked={format === each}
              onChange={() => setFormat(each)}
            />
            {t[each]}
          </label>
        ))}
      </div>
      <label className={styles.choice}>
        <input type="checkbox" checked={passwords} onChange={({ target }) => setPasswords(target.checked)} />
        {t.passwords}
      </label>
      <div className={styles.actions}>
        <Action small look="primary" pending={state === 'writing'} onPress={() => void write()}>
          {passwords ? t.withPasswords : t.without}
        </Action>
        <Action small keyHint="esc" onPress={onClose}>
          {t.close}
        </Action>
      </div>
      {typeof state === 'object' && 'path' in state && (
        <p role="status" className={styles.written}>
          <CircleCheck size={14} aria-hidden />
          <span>
            <RichText text={t.written(state.path)} />
          </span>
        </p>
      )}
      {typeof state === 'object' && 'path' in state && state.unreadable > 0 && (
        <Note announce tone="warn" title={t.unreadable(state.unreadable)} />
      )}
      {typeof state === 'object' && 'problem' in state && <ProblemNote announce problem={state.problem} />}
    </fieldset>
  );
}
