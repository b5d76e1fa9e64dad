import { useTexts } from '../base/words.tsx';
import { type Target, useActivity } from '../state/activity.tsx';
import { useApp } from '../state/app-state.tsx';
import { ActivityPanel } from './activity-panel.tsx';
import { headlineOf } from './device-words.ts';

export interface LastActivityProps {
  /** Null if there is no PBX at all. */
  onRunAgain: ((target: Target, tryUnlisted: boolean) => void) | null;
  onEditPbx: (pbxId: string) => void;
}

/** What is running or ran last, whichever PBX it was on; also read out. Renders nothing at first. */
export function LastActivity({ onRunAgain, onEditPbx }: LastActivityProps) {
  const t = useTexts();
  const { app } = useApp();
  const { activity, readCurrent } = useActivity();
  const isSetUp = app.pbxs.some(({ id }) => id === activity?.target.pbxId);
  return (
    <>
      {activity && (
        <ActivityPanel
          activity={activity}
          onRunAgain={isSetUp ? onRunAgain : null}
          onReadCurrent={isSetUp ? readCurrent : null}
          onEditPbx={onEditPbx}
        />
      )}
      <p role="status" className="visually-hidden">
        {activity && headlineOf(activity, t)}
      </p>
    </>
  );
}
