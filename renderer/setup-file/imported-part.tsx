import { CircleDashed, TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ImportedPbx } from '../../common/ipc/index.ts';
import { useTexts } from '../base/words.tsx';
import { Action } from '../ui/action.tsx';
import { cx } from '../ui/cx.ts';
import { Note } from '../ui/note.tsx';
import styles from './setup-file.module.css';

export interface ImportedPartProps {
  taken: readonly ImportedPbx[];
  onEdit: (pbxId: string) => void;
  onDone: () => void;
}

/** The imported PBXs, and what each of them still needs. */
export function ImportedPart({ taken, onEdit, onDone }: ImportedPartProps) {
  const { setupFiles: t, pbxs } = useTexts();
  const done = useRef<HTMLButtonElement>(null);
  useEffect(() => done.current?.focus(), []);
  return (
    <section className={styles.screen} aria-labelledby="set-up-file">
      <h1 id="set-up-file">{t.importTitle}</h1>
      <Note tone="ok" announce title={t.imported(taken.length)}>
        <p>{t.notTriedYet}</p>
      </Note>
      <ul className={styles.pbxs} aria-label={t.contents}>
        {taken.map(({ pbx, replaced, apiKey }) => (
          <li key={pbx.id} className={styles.pbx}>
            <div className={styles.words}>
              <p className={styles.name}>
                {pbx.name} <span className={styles.state}>{replaced ? t.updated : t.added}</span>
              </p>
              <p className={styles.muted}>{pbx.url}</p>
              {apiKey === 'missing' ? (
                <p className={cx(styles.fact, styles.warn)}>
                  <TriangleAlert size={14} aria-hidden /> {t.keyMissing}
                </p>
              ) : (
                <p className={cx(styles.fact, styles.muted)}>
                  <CircleDashed size={14} aria-hidden /> {pbxs.notTried}
                </p>
              )}
            </div>
            {apiKey === 'missing' && (
              <Action small label={t.enterKeyOf(pbx.name)} onPress={() => onEdit(pbx.id)}>
                {t.enterKey}
              </Action>
            )}
          </li>
        ))}
      </ul>
      <div className={styles.actions}>
        <Action ref={done} look="primary" keyHint="↵" onPress={onDone}>
          {t.done}
        </Action>
      </div>
    </section>
  );
}
