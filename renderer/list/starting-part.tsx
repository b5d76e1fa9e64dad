import { useEffect, useRef, useState } from 'react';
import { call } from '../base/bridge.ts';
import { useTexts } from '../base/words.tsx';
import { useApp } from '../state/app-state.tsx';
import { Action } from '../ui/action.tsx';
import { Spinner } from '../ui/spinner.tsx';
import styles from './list-screen.module.css';
import type { ListRun } from './use-list-run.ts';

/** Between the confirmation and the job: signing in, and checking the device list once more. */
export function StartingPart({ starting }: { starting: Extract<ListRun, { kind: 'starting' }> }) {
  const { list: t, deskPhones, words } = useTexts();
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
        {cancelling
          ? words.cancelling
          : starting.users > 0
            ? deskPhones.starting(starting.devices, starting.users, name)
            : t.starting(starting.devices, name)}
      </p>
      <Action small pending={cancelling} onPress={cancel}>
        {words.cancel}
      </Action>
    </div>
  );
}
