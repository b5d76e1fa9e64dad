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
import { RunWhenReachable } from '../waiting/run-when-reachable.tsx';
import { useTexts } from '../words.tsx';
import { leftOf, pbxOf } from './job-words.ts';

/** Why a job does not go on, what to do about it, and the way to go on. */
export function JobStopped({
  followed: { job, counts, broken },
  onEditPbx,
}: {
  followed: Followed;
  onEditPbx?: (pbxId: string) => void;
}) {
  const t = useTexts();
  const { app } = useApp();
  const { resume, abandon } = useJobs();
  const [resuming, setResuming] = useState(false);
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState<Problem | null>(null);
  const pbx = pbxOf(job, app.pbxs);
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

  const actions = asking ? (
    <Question
      danger
      question={t.jobs.cancelRestQuestion(left)}
      yes={t.jobs.cancelRest}
      no={t.jobs.keepJob}
      onYes={() => void giveUp()}
      onNo={() => setAsking(false)}
    >
      {t.jobs.cancelStoppedHint}
    </Question>
  ) : (
    <>
      {pbx && (
        <Action small look="primary" icon={Play} pending={resuming} onPress={() => void goOn()}>
          {resuming ? t.jobs.resuming : t.jobs.resume}
        </Action>
      )}
      {pbx && problem && (
        <RunWhenReachable
          problem={problem}
          what={{ jobId: job.id }}
          disabled={resuming}
          onRefused={setRefused}
        />
      )}
      <Action small disabled={resuming} onPress={() => setAsking(true)}>
        {t.jobs.askCancelRest}
      </Action>
      {pbx && problem && isSettledInForm(problem) && onEditPbx && (
        <Action small onPress={() => onEditPbx(pbx.id)}>
          {t.words.editPbx(pbx.name)}
        </Action>
      )}
    </>
  );
  const what = pbx ? t.jobs.left(left) : t.jobs.pbxGone(job.pbxName, job.pbxUrl);

  if (problem)
    return (
      <ProblemNote tone="warn" announce={refused !== null} problem={problem} actions={actions}>
        <p>{what}</p>
      </ProblemNote>
    );
  return (
    <Note
      tone="warn"
      title={job.state === 'interrupted' ? t.jobs.interrupted : t.jobs.pausedByPerson}
      actions={actions}
    >
      <p>{what}</p>
    </Note>
  );
}
