import { type ReactNode, useState } from 'react';
import type { Job, Problem } from '../../common/model.ts';
import { useWords } from '../base/words.tsx';
import { useNextTry } from '../state/use-job.ts';
import { Note, type NoteProps } from '../ui/note.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { WaitingActions } from './waiting-actions.tsx';
import { sinceText, triesText } from './waiting-words.ts';

export interface WaitingNoteProps extends Pick<NoteProps, 'flat'> {
  job: Job;
  children?: ReactNode;
}

/** Says that a job waits until its PBX can be reached: since when, until when, why, and what can be done. */
export function WaitingNote({ job, flat = false, children }: WaitingNoteProps) {
  const words = useWords();
  const { waiting: t } = words.texts;
  const nextTryAt = useNextTry(job.id);
  const [refused, setRefused] = useState<Problem | null>(null);
  return (
    <>
      <Note
        tone="calm"
        flat={flat}
        title={t.title(job.pbxName)}
        actions={<WaitingActions job={job} nextTryAt={nextTryAt} onRefused={setRefused} />}
      >
        <p role="status">{triesText(job, nextTryAt, words)}</p>
        <p>
          {sinceText(job, words)} {t.promise}
        </p>
        {children}
      </Note>
      {refused && <ProblemNote announce problem={refused} onDismiss={() => setRefused(null)} />}
    </>
  );
}
