import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { shortNameOf } from '../../common/device-text.ts';
import type { CallOutput } from '../../common/ipc/index.ts';
import type { Item, Problem } from '../../common/model.ts';
import type { Words } from '../../common/texts/index.ts';
import { call, problemOf } from '../base/bridge.ts';
import { whileWanted } from '../base/while-wanted.ts';
import { useWords } from '../base/words.tsx';
import { useApp } from '../state/app-state.tsx';
import { Action } from '../ui/action.tsx';
import { Note } from '../ui/note.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { RichText } from '../ui/rich-text.tsx';
import styles from './export-form.module.css';

const formats = ['csv', 'json'] as const;
type Format = (typeof formats)[number];
type Written = NonNullable<CallOutput<'jobs:export'>>;

/** Exports a job to a file; with its passwords only if the user chooses that. */
export function ExportForm({ jobId, onClose }: { jobId: number; onClose: () => void }) {
  const words = useWords();
  const noExport = useApp().app.policy?.noExport === true;
  const { export: t } = words.texts.jobs;
  const id = useId();
  const first = useRef<HTMLInputElement>(null);
  const [format, setFormat] = useState<Format>('csv');
  const [passwords, setPasswords] = useState(false);
  const [state, setState] = useState<'idle' | 'writing' | Written | { problem: Problem }>('idle');
  const risky = useRisks(jobId, passwords && format === 'csv');
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
        <input
          type="checkbox"
          disabled={noExport}
          checked={passwords}
          onChange={({ target }) => setPasswords(target.checked)}
        />
        {t.passwords}
      </label>
      {noExport && <p className={styles.risky}>{words.texts.policy.noExporting}</p>}
      {risky.length > 0 && (
        <p role="status" className={styles.risky}>
          <TriangleAlert size={14} aria-hidden />
          <span>{riskText(risky, words)}</span>
        </p>
      )}
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

/** The items whose password a spreadsheet may change; empty while that is not asked, or not known. */
function useRisks(jobId: number, asked: boolean): readonly Item[] {
  const [found, setFound] = useState<readonly Item[]>([]);
  useEffect(() => {
    if (!asked) return;
    // The export itself reports passwords that cannot be opened.
    const leave = whileWanted(call('passwords:spreadsheet-risks', { jobId }), setFound);
    return () => {
      leave();
      setFound([]);
    };
  }, [jobId, asked]);
  return found;
}

const maxNamed = 5;

function riskText(items: readonly Item[], { texts, format }: Words): string {
  const { risky, moreDevices } = texts.jobs.export;
  const named = items.slice(0, maxNamed).map(shortNameOf);
  const more = items.length > named.length ? [moreDevices(items.length - named.length)] : [];
  return risky(format.list([...named, ...more]), items.length);
}
