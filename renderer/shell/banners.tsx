import { useEffect, useState } from 'react';
import type { Problem } from '../../common/model.ts';
import { useTexts } from '../base/words.tsx';
import { useApp } from '../state/app-state.tsx';
import { useDeviceList } from '../state/device-list.tsx';
import { Action } from '../ui/action.tsx';
import styles from '../ui/banners.module.css';
import { Note } from '../ui/note.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { isAskedByProxy, isSettledInForm } from '../ui/problem-text.ts';
import { AcceptSetting } from './accept-setting.tsx';

/** How soon a keychain that did not answer is checked again; each check itself waits a while. */
const recheckMs = 1000;

const isAsking = (problem: Problem | null): boolean => problem?.facts.reason === 'asking';

/** What matters on every screen: no keychain, what happened at startup, a list that could not be fetched. */
export function Banners({ onEditPbx }: { onEditPbx: (pbxId: string) => void }) {
  const t = useTexts();
  const { app, selected, reload } = useApp();
  const { problem: listProblem, refreshing, refresh, dismissProblem } = useDeviceList();
  // A proxy's question has its own place, see `ProxyLogin`.
  const problem = listProblem && isAskedByProxy(listProblem) ? null : listProblem;
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  const { keychainProblem } = app;
  // Each answer is a new object, so an unchanged answer also triggers another check.
  useEffect(() => {
    if (!isAsking(keychainProblem)) return;
    const timer = setTimeout(() => void reload(), recheckMs);
    return () => clearTimeout(timer);
  }, [keychainProblem, reload]);
  const notices = app.notices
    .map((notice) => ({ notice, key: JSON.stringify(notice) }))
    .filter(({ key }) => !dismissed.includes(key));

  const { newVersion } = app;
  const updateKey = `update ${newVersion}`;
  const tellsOfUpdate = newVersion !== null && !dismissed.includes(updateKey);
  if (!keychainProblem && notices.length === 0 && !problem && !tellsOfUpdate) return null;
  return (
    <section aria-label={t.shell.notices} className={styles.banners}>
      {keychainProblem && (
        <ProblemNote
          banner
          tone={isAsking(keychainProblem) ? 'warn' : 'bad'}
          problem={keychainProblem}
          actions={
            <Action small onPress={() => void reload()}>
              {t.shell.checkAgain}
            </Action>
          }
        />
      )}
      {notices.map(({ notice, key }) => (
        <ProblemNote
          key={key}
          banner
          tone="warn"
          problem={notice}
          actions={<AcceptSetting {...notice.facts} />}
          onDismiss={() => setDismissed([...dismissed, key])}
        />
      ))}
      {tellsOfUpdate && (
        <Note
          banner
          tone="ok"
          title={t.update.available(newVersion)}
          onDismiss={() => setDismissed([...dismissed, updateKey])}
        >
          <p>{t.update.availableHint(app.version)}</p>
        </Note>
      )}
      {problem && selected && (
        <ProblemNote
          banner
          announce
          problem={problem}
          onDismiss={dismissProblem}
          actions={
            <>
              <Action small pending={refreshing} onPress={() => void refresh()}>
                {t.shell.refreshAgain}
              </Action>
              {isSettledInForm(problem) && (
                <Action small onPress={() => onEditPbx(selected.id)}>
                  {t.words.editPbx(selected.name)}
                </Action>
              )}
            </>
          }
        />
      )}
    </section>
  );
}
