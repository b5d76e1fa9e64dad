import { Import, KeyRound, ShieldCheck, TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ComparedPbx, ImportedPbx, PendingFile } from '../../common/ipc/index.ts';
import type { Problem } from '../../common/model.ts';
import type { SetupChoice } from '../../common/setup-file.ts';
import { call, problemOf } from '../base/bridge.ts';
import { useTexts } from '../base/words.tsx';
import { Action } from '../ui/action.tsx';
import { cx } from '../ui/cx.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Segments } from '../ui/segments.tsx';
import { useEscape } from '../ui/use-escape.ts';
import styles from './setup-file.module.css';

export interface ContentsPartProps {
  file: PendingFile;
  met: readonly ComparedPbx[];
  /** Called when its comparison has changed. */
  onMet: (met: readonly ComparedPbx[]) => void;
  onImporting: (underWay: boolean) => void;
  onTaken: (taken: readonly ImportedPbx[]) => Promise<void>;
  onCancel: () => void;
}

/**
 * The contents of an opened file beside the current entries, with a choice for each. Current entries stay by default.
 */
export function ContentsPart({ file, met, onMet, onImporting, onTaken, onCancel }: ContentsPartProps) {
  const { setupFiles: t, words } = useTexts();
  const [replacing, setReplacing] = useState<ReadonlySet<string>>(new Set());
  const [importing, setImporting] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  useEscape(() => {
    if (!importing) onCancel();
  });

  const choices = met.map((pbx) => choiceOf(pbx, replacing.has(pbx.name)));
  const count = choices.filter((choice) => choice !== 'leave').length;

  const take = async (): Promise<void> => {
    setProblem(null);
    setImporting(true);
    onImporting(true);
    try {
      await onTaken(await call('setup-file:import', { id: file.id, choices }));
    } catch (thrown) {
      const now = await call('setup-file:compare', { id: file.id }).catch(() => null);
      if (now) onMet(now);
      setProblem(problemOf(thrown));
      setImporting(false);
      onImporting(false);
    }
  };
  const replace = (name: string, wanted: boolean): void => {
    const next = new Set(replacing);
    if (wanted) next.add(name);
    else next.delete(name);
    setReplacing(next);
  };

  return (
    <div className={styles.form}>
      <ul className={styles.pbxs} aria-label={t.contents}>
        {met.map((pbx) => (
          <li key={pbx.name} className={styles.pbx}>
            <div className={styles.words}>
              <p className={styles.name}>
                {pbx.name} <span className={styles.state}>{pbx.here === 'no' ? t.isNew : t.isHere}</span>
              </p>
              <p className={styles.muted}>{pbx.url}</p>
              <p className={styles.facts}>
                <span className={styles.fact}>
                  <KeyRound size={14} aria-hidden /> {pbx.hasKey ? t.withKey : t.noKey}
                </span>
                {pbx.pinned && (
                  <span className={styles.fact}>
                    <ShieldCheck size={14} aria-hidden /> {t.ownCertificate}
                  </span>
                )}
              </p>
              {pbx.here === 'at-another-address' && (
                <p className={cx(styles.fact, styles.warn)}>
                  <TriangleAlert size={14} aria-hidden /> {t.elsewhere}
                </p>
              )}
              {pbx.here === 'same' && replacing.has(pbx.name) && (
                <p className={cx(styles.fact, pbx.apiKey === 'missing' ? styles.warn : styles.muted)}>
                  {pbx.apiKey === 'missing' && <TriangleAlert size={14} aria-hidden />}{' '}
                  {t.replaced[pbx.apiKey]}
                </p>
              )}
              {pbx.here === 'same' && replacing.has(pbx.name) && pbx.certificate !== 'same' && (
                <p className={cx(styles.fact, styles.warn)}>
                  <TriangleAlert size={14} aria-hidden /> {t.certificates[pbx.certificate]}
                </p>
              )}
            </div>
            {pbx.here === 'same' && (
              <Segments
                label={t.decision(pbx.name)}
                segments={[
                  { id: 'keep', word: t.keep },
                  { id: 'replace', word: t.replace },
                ]}
                chosen={replacing.has(pbx.name) ? 'replace' : 'keep'}
                onChoose={(choice) => replace(pbx.name, choice === 'replace')}
              />
            )}
          </li>
        ))}
      </ul>
      {problem && (
        <ProblemNote announce problem={problem}>
          <p>{t.changedMeanwhile}</p>
        </ProblemNote>
      )}
      {count === 0 && <p className={styles.muted}>{t.nothingToImport}</p>}
      <div className={styles.actions}>
        {count > 0 && (
          <Action
            ref={first}
            look="primary"
            icon={Import}
            keyHint="↵"
            pending={importing}
            onPress={() => void take()}
          >
            {t.importCount(count)}
          </Action>
        )}
        <Action
          {...(count === 0 ? { ref: first } : {})}
          look="quiet"
          keyHint="esc"
          disabled={importing}
          onPress={onCancel}
        >
          {words.cancel}
        </Action>
      </div>
    </div>
  );
}

function choiceOf({ here }: ComparedPbx, replacing: boolean): SetupChoice {
  if (here === 'no') return 'add';
  return here === 'same' && replacing ? 'replace' : 'leave';
}
