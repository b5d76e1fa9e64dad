import { Play } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../common/model.ts';
import { problemOf } from '../bridge.ts';
import { useApp } from '../state/app-state.tsx';
import { type Followed, useJobs } from '../state/jobs.tsx';
import { Action } from '../ui/action.tsx';
import { Note } from '../ui/note.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { isSettledInForm } from '../ui/problem-text.ts';
import { Question } from '../ui/question.tsx';
import { devicesText, leftOf } from './job-words.ts';

/** Why a job does not go on, what to do about it, and the way to go on. */
export function JobStopped({
  followed: { job, counts, broken },
  onEditPbx,
}: {
  followed: Followed;
  onEditPbx?: (pbxId: string) => void;
}) {
  const { app } = useApp();
  const { resume, abandon } = useJobs();
  const [resuming, setResuming] = useState(false);
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState<Problem | null>(null);
  const pbxThere = app.pbxs.some(({ id }) => id === job.pbxId);
  const left = leftOf(counts);
  const problem = refused ?? broken ?? job.pauseProblem;

  const goOn = async (): Promise<void> => {
    setResuming(true);
    const begun = await resume(job.id);
    setRefused(begun.ok ? null : begun.problem);
    setResuming(false);
  };

  const giveUp = async (): Promise<void> => {
    setAsking(false);
    await abandon(job.id).catch((thrown: unknown) => setRefused(problemOf(thrown)));
  };

  const rest = `${devicesText(left)} ${left === 1 ? 'is' : 'are'} left. What is uncertain is not run again.`;
  const actions = asking ? (
    <Question
      danger
      question={`Cancel the ${devicesText(left)} that ${left === 1 ? 'is' : 'are'} left?`}
      yes="Cancel the rest"
      no="Keep the job"
      onYes={() => void giveUp()}
      onNo={() => setAsking(false)}
    >
      What was done stays done, with its passwords.
    </Question>
  ) : (
    <>
      {pbxThere && (
        <Action small look="primary" icon={Play} pending={resuming} onPress={() => void goOn()}>
          {resuming ? 'Resuming…' : 'Resume'}
        </Action>
      )}
      <Action small disabled={resuming} onPress={() => setAsking(true)}>
        Cancel the rest…
      </Action>
      {pbxThere && problem && isSettledInForm(problem) && onEditPbx && job.pbxId && (
        <Action small onPress={() => onEditPbx(job.pbxId ?? '')}>
          Edit {job.pbxName}
        </Action>
      )}
    </>
  );
  const words = pbxThere ? rest : `${job.pbxName} is not set up any more, so the job cannot go on.`;

  if (problem)
    return (
      <ProblemNote tone="warn" announce={refused !== null} problem={problem} actions={actions}>
        <p>{words}</p>
      </ProblemNote>
    );
  return (
    <Note
      tone="warn"
      title={job.state === 'interrupted' ? 'The program ended while this job ran' : 'Paused by a person'}
      actions={actions}
    >
      <p>{words}</p>
    </Note>
  );
}
