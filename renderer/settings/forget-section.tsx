import { useRef, useState } from 'react';
import type { Forgotten } from '../../common/ipc/index.ts';
import type { Problem } from '../../common/model.ts';
import { call, problemOf } from '../base/bridge.ts';
import { useTexts } from '../base/words.tsx';
import { Action } from '../ui/action.tsx';
import { ForgetQuestion } from './forget-question.tsx';
import { SettingRow } from './setting-row.tsx';
import styles from './settings.module.css';

/** Deletes all data after asking; then the app quits. */
export function ForgetSection({ onGone }: { onGone: (forgotten: Forgotten) => void }) {
  const [state, setState] = useState<'idle' | 'asking' | 'forgetting'>('idle');
  const [problem, setProblem] = useState<Problem | null>(null);
  const begin = useRef<HTMLButtonElement>(null);
  const t = useTexts().settings.forget;

  const forget = async (leaveKeychain: boolean): Promise<void> => {
    setState('forgetting');
    setProblem(null);
    try {
      onGone(await call('app:forget', { leaveKeychain }));
    } catch (thrown) {
      setProblem(problemOf(thrown));
      setState('asking');
    }
  };
  const keep = (): void => {
    setState('idle');
    setProblem(null);
    requestAnimationFrame(() => begin.current?.focus());
  };

  return (
    <section aria-labelledby="settings-forget" className={styles.section}>
      <h2 id="settings-forget">{t.section}</h2>
      <ul className={styles.rows}>
        <SettingRow
          title={t.title}
          hint={t.hint}
          below={
            state !== 'idle' && (
              <ForgetQuestion
                pending={state === 'forgetting'}
                problem={problem}
                onForget={(leaveKeychain) => void forget(leaveKeychain)}
                onKeep={keep}
              />
            )
          }
        >
          <Action ref={begin} small disabled={state !== 'idle'} onPress={() => setState('asking')}>
            {t.begin}
          </Action>
        </SettingRow>
      </ul>
    </section>
  );
}
