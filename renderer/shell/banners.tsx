import { useState } from 'react';
import { useApp } from '../state/app-state.tsx';
import { useDeviceList } from '../state/device-list.tsx';
import { Action } from '../ui/action.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { isSettledInForm } from '../ui/problem-text.ts';
import styles from './banners.module.css';

/** What has to be known wherever one is: no keychain, what happened at the start, a list that could not be had. */
export function Banners({ onEditPbx }: { onEditPbx: (pbxId: string) => void }) {
  const { app, selected, reload } = useApp();
  const { problem, refreshing, refresh, dismissProblem } = useDeviceList();
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  const notices = app.notices
    .map((notice) => ({ notice, key: JSON.stringify(notice) }))
    .filter(({ key }) => !dismissed.includes(key));

  if (!app.keychainProblem && notices.length === 0 && !problem) return null;
  return (
    <section aria-label="Notices" className={styles.banners}>
      {app.keychainProblem && (
        <ProblemNote
          banner
          problem={app.keychainProblem}
          actions={
            <Action small onPress={() => void reload()}>
              Check again
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
          onDismiss={() => setDismissed([...dismissed, key])}
        />
      ))}
      {problem && selected && (
        <ProblemNote
          banner
          announce
          problem={problem}
          onDismiss={dismissProblem}
          actions={
            <>
              <Action small pending={refreshing} onPress={() => void refresh()}>
                Refresh again
              </Action>
              {isSettledInForm(problem) && (
                <Action small onPress={() => onEditPbx(selected.id)}>
                  Edit {selected.name}
                </Action>
              )}
            </>
          }
        />
      )}
    </section>
  );
}
