import { KeyRound, Play, SkipForward } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../common/model.ts';
import { splitCompleted } from '../../common/run-again.ts';
import { problemOf } from '../base/bridge.ts';
import { useTexts } from '../base/words.tsx';
import { useApp } from '../state/app-state.tsx';
import { type Followed, useJobs } from '../state/jobs.tsx';
import { Action } from '../ui/action.tsx';
import { Note } from '../ui/note.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { isSettledInForm } from '../ui/problem-text.ts';
import { Question } from '../ui/question.tsx';
import { RunWhenReachable } from '../waiting/run-when-reachable.tsx';
import { cancelRestQuestion, leftAmong, leftOf, pbxOf } from './job-words.ts';

/** Why a job does not continue, what to do about it, and the action to resume it. */
export function JobStopped({
  followed: { job, items, counts, broken },
  onEditPbx,
}: {
  followed: Followed;
  onEditPbx?: (pbxId: string) => void;
}) {
  const t = useTexts();
  const { app } = useApp();
  const { resume, abandon, read } = useJobs();
  const [resuming, setResuming] = useState<'all' | 'skip' | 'include' | null>(null);
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState<Problem | null>(null);
  const pbx = pbxOf(job, app.pbxs);
  const { devices, users } = leftAmong(items);
  const leftText = [
    users > 0 ? t.deskPhones.left(devices, users) : t.jobs.left(leftOf(counts)),
    counts.uncertain > 0 && t.jobs.onlyReadBack,
  ]
    .filter(Boolean)
    .join(' ');
  const problem = refused ?? broken ?? job.pauseProblem;
  // Until then, the job would only pause again.
  const editsFirst = problem !== null && isSettledInForm(problem) && onEditPbx !== undefined;
  const { completed, remaining } = splitCompleted((items ?? []).filter(({ state }) => state === 'queued'));

  const goOn = async (how: 'all' | 'skip' | 'include'): Promise<void> => {
    setResuming(how);
    const choice = how === 'include' ? { include: completed.length } : how === 'skip' ? how : undefined;
    const begun = await resume(job.id, choice);
    const isAsked = !begun.ok && begun.problem.facts.doneSince !== undefined;
    // The question about devices that later jobs have run is shown here, once the job is read.
    if (isAsked) await read(job.id).catch(() => {});
    setRefused(begun.ok || isAsked ? null : begun.problem);
    setResuming(null);
  };

  const giveUp = async (): Promise<void> => {
    setAsking(false);
    await abandon(job.id).catch((thrown: unknown) => setRefused(problemOf(thrown)));
  };

  const actions = asking ? (
    <Question
      danger
      question={cancelRestQuestion({ items, counts }, t)}
      yes={t.jobs.cancelRest}
      no={t.jobs.keepJob}
      onYes={() => void giveUp()}
      onNo={() => setAsking(false)}
    >
      {t.jobs.cancelStoppedHint}
    </Question>
  ) : (
    <>
      {pbx && editsFirst && (
        <Action small look="primary" onPress={() => onEditPbx?.(pbx.id)}>
          {t.words.editPbx(pbx.name)}
        </Action>
      )}
      {pbx && completed.length === 0 && (
        <Action
          small
          look={editsFirst ? 'plain' : 'primary'}
          icon={Play}
          pending={resuming !== null}
          onPress={() => void goOn('all')}
        >
          {resuming ? t.jobs.resuming : t.jobs.resume}
        </Action>
      )}
      {pbx && completed.length > 0 && (
        <>
          <Action
            small
            look={editsFirst ? 'plain' : 'primary'}
            icon={SkipForward}
            pending={resuming === 'skip'}
            disabled={resuming === 'include'}
            onPress={() => void goOn('skip')}
          >
            {t.jobs.resumeWithout(remaining.length)}
          </Action>
          <Action
            small
            icon={KeyRound}
            pending={resuming === 'include'}
            disabled={resuming === 'skip'}
            onPress={() => void goOn('include')}
          >
            {t.jobs.resumeWith(completed.length)}
          </Action>
        </>
      )}
      {pbx && problem && (
        <RunWhenReachable
          problem={problem}
          what={{ jobId: job.id }}
          disabled={resuming !== null}
          onRefused={setRefused}
        />
      )}
      <Action small disabled={resuming !== null} onPress={() => setAsking(true)}>
        {t.jobs.askCancelRest}
      </Action>
    </>
  );
  const what = (
    <>
      <p>{pbx ? leftText : t.jobs.pbxGone(job.pbxName, job.pbxUrl)}</p>
      {pbx && completed.length > 0 && (
        <p role="status">
          <strong>{t.jobs.completedQuestion(completed.length, completed.length + remaining.length)}</strong>{' '}
          {t.jobs.completedHint(completed.every(({ surelyReplaced }) => surelyReplaced))}
        </p>
      )}
    </>
  );

  if (problem)
    return (
      <ProblemNote tone="warn" announce={refused !== null} problem={problem} actions={actions}>
        {what}
      </ProblemNote>
    );
  return (
    <Note
      tone="warn"
      title={job.state === 'interrupted' ? t.jobs.interrupted : t.jobs.pausedByPerson}
      actions={actions}
    >
      {what}
    </Note>
  );
}
