import { useTexts } from '../base/words.tsx';
import { type Activity, oneDevice, useActivity } from '../state/activity.tsx';
import { Action } from '../ui/action.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { RunWhenReachable } from '../waiting/run-when-reachable.tsx';
import type { ActivityActions } from './activity-actions.ts';
import { ProblemActions } from './problem-actions.tsx';

export interface NotDoneProps extends ActivityActions {
  notDone: Extract<Activity, { kind: 'not-run' | 'not-read' }>;
}

/** A run that could not be started, or a reading that failed: nothing was changed. */
export function NotDone({ notDone, onRunAgain, onReadCurrent, onEditPbx }: NotDoneProps) {
  const t = useTexts();
  const { busy, waits } = useActivity();
  const { kind, target, problem } = notDone;
  const again = (): void =>
    kind === 'not-run' ? onRunAgain?.(target, notDone.tryUnlisted) : onReadCurrent?.(target);
  return (
    <ProblemNote
      flat
      problem={problem}
      tone={problem.code === 'cancelled' ? 'calm' : 'bad'}
      actions={
        <>
          {onRunAgain && problem.code !== 'device-is-desk-phone' && (
            <Action small disabled={busy} onPress={again}>
              {kind === 'not-run' ? t.device.runAgain : t.words.tryAgain}
            </Action>
          )}
          {kind === 'not-run' && onRunAgain && (
            <RunWhenReachable
              problem={problem}
              what={oneDevice(target, notDone.tryUnlisted, notDone.reference)}
              disabled={busy}
              onWaits={(job) => waits(target, job)}
            />
          )}
          <ProblemActions problem={problem} target={target} onEditPbx={onEditPbx} />
        </>
      }
    />
  );
}
