import { useEffect, useRef, useState } from 'react';
import { call } from '../bridge.ts';
import { devicesText } from '../jobs/job-words.ts';
import { useApp } from '../state/app-state.tsx';
import type { ListRun } from '../state/use-list-run.ts';
import { Action } from '../ui/action.tsx';
import { Spinner } from '../ui/spinner.tsx';
import styles from './list-screen.module.css';

/** Between the confirmation and the job: signing in, and looking once more at the device list. */
export function StartingPart({ starting }: { starting: Extract<ListRun, { kind: 'starting' }> }) {
  const { app } = useApp();
  const [cancelling, setCancelling] = useState(false);
  const part = useRef<HTMLDivElement>(null);
  const name = app.pbxs.find(({ id }) => id === starting.pbxId)?.name ?? 'the PBX';
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
          ? 'Cancelling…'
          : `Connecting to ${name} for ${devicesText(starting.count)}. Nothing is sent yet.`}
      </p>
      <Action small pending={cancelling} onPress={cancel}>
        Cancel
      </Action>
    </div>
  );
}
