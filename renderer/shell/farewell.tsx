import type { Forgotten } from '../../common/ipc/index.ts';
import { useTexts } from '../base/words.tsx';
import { Note } from '../ui/note.tsx';
import styles from '../ui/starting.module.css';

/** Shown after all data was deleted; the app quits in a moment. */
export function Farewell({ keychainMayHoldMore, leftForOthers }: Forgotten) {
  const t = useTexts().settings.forget;
  return (
    <main className={styles.starting}>
      <h1 className="visually-hidden">Rekey for 3CX</h1>
      <Note announce tone={keychainMayHoldMore || leftForOthers.length > 0 ? 'warn' : 'ok'} title={t.gone}>
        {keychainMayHoldMore && <p>{t.mayHoldMore}</p>}
        {leftForOthers.length > 0 && <p>{t.leftForOthers(leftForOthers)}</p>}
        <p>{t.closing}</p>
      </Note>
    </main>
  );
}
