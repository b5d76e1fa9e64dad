import { useEffect, useRef, useState } from 'react';
import { call } from '../bridge.ts';
import { useApp } from '../state/app-state.tsx';
import type { ListRun } from '../state/use-list-run.ts';
import { Action } from '../ui/action.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { useTexts } from '../words.tsx';
import styles from './list-screen.module.css';

/** Between the confirmation and the job: signing in, and looking once more at the device list. */
export function StartingPart({ starting }: { starting: Extract<ListRun, { kind: 'starting' }> }) {
  const { list: t, words } = useTexts();
  const { app } = useApp();
  const [cancelling, setCancelling] = useState(false);
  const part = useRef<HTMLDivElement>(null);
  const name = app.pbxs.find(({ id }) => id === starting.pbxId)?.name ?? null;
  useEffect(() => part.current?.focus(), []);

  const cancel = (): void => {
    setCancelling(true);
    call('jobs:cancel', { pbxId: starting.pbxId }).catch(() => setCancelling(false));
  };
  return (
    <div ref={part} tabIndex={-1} className={styles.starting}>
      <p role="status" className={styles.startingWords}>
        <Spinner />
        {cancelling ? words.cancelling : t.starting(starting.count, name)}
      </p>
      <Action small pending={cancelling} onPress={cancel}>
        {words.cancel}
      </Action>
    </div>
  );
}
