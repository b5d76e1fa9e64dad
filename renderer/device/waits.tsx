import { JobStopped } from '../jobs/job-stopped.tsx';
import type { Activity } from '../state/activity.tsx';
import { useJob } from '../state/use-job.ts';
import { WaitingNote } from '../waiting/waiting-note.tsx';

export interface WaitsProps {
  waits: Extract<Activity, { kind: 'waits' }>;
  onEditPbx: (pbxId: string) => void;
}

/** A device whose job waits until the PBX can be reached, or has waited and needs a decision. */
export function Waits({ waits: { job }, onEditPbx }: WaitsProps) {
  const { followed } = useJob(job.id);
  if (job.state === 'waiting') return <WaitingNote flat job={job} />;
  return followed && <JobStopped followed={followed} onEditPbx={onEditPbx} />;
}
