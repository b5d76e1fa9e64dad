import { Copy, FolderOpen } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../common/model.ts';
import { call, problemOf } from '../base/bridge.ts';
import { useTexts } from '../base/words.tsx';
import { useApp } from '../state/app-state.tsx';
import { Action } from '../ui/action.tsx';
import { SettingRow } from './setting-row.tsx';
import styles from './settings.module.css';

/** Where data is stored, and what to send to support. */
export function SupportSection() {
  const { settings: t } = useTexts();
  const { app } = useApp();
  const [showProblem, setShowProblem] = useState<Problem | null>(null);
  const [copied, setCopied] = useState<{ text: string } | { problem: Problem } | null>(null);

  const show = async (): Promise<void> => {
    setShowProblem(null);
    await call('app:show-log', undefined).catch((thrown) => setShowProblem(problemOf(thrown)));
  };
  const copy = async (): Promise<void> => {
    setCopied(null);
    try {
      setCopied({ text: await call('app:copy-diagnostics', undefined) });
    } catch (thrown) {
      setCopied({ problem: problemOf(thrown) });
    }
  };

  const text = copied && 'text' in copied ? copied.text : null;
  return (
    <section aria-labelledby="settings-support" className={styles.section}>
      <h2 id="settings-support">{t.support}</h2>
      <ul className={styles.rows}>
        <SettingRow
          title={t.log}
          hint={
            <>
              <p>{t.logHint}</p>
              <code className={styles.path}>{app.files.log}</code>
            </>
          }
          problem={showProblem}
        >
          <Action small icon={FolderOpen} onPress={() => void show()}>
            {t.showLog}
          </Action>
        </SettingRow>
        <SettingRow
          title={t.database}
          hint={
            <>
              <p>{t.databaseHint}</p>
              <code className={styles.path}>{app.files.database}</code>
            </>
          }
        />
        <SettingRow
          title={t.diagnostics}
          hint={t.diagnosticsHint}
          done={text !== null ? t.copied : null}
          problem={copied && 'problem' in copied ? copied.problem : null}
          below={
            text !== null && (
              <pre lang="en" className={styles.copied}>
                {text}
              </pre>
            )
          }
        >
          <Action small icon={Copy} onPress={() => void copy()}>
            {t.copyDiagnostics}
          </Action>
        </SettingRow>
      </ul>
    </section>
  );
}
