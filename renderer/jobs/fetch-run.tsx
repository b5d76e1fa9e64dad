import { Pause, Play, Square } from 'lucide-react';
import { type RefObject, useEffect, useRef } from 'react';
import type { FetchState, Problem } from '../../common/model.ts';
import { useTexts } from '../base/words.tsx';
import { type FetchOutcome, type FetchRun, useFetches } from '../state/fetches.tsx';
import { Action } from '../ui/action.tsx';
import { Note } from '../ui/note.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Progress } from '../ui/progress.tsx';
import { leftText } from '../ui/time.ts';
import { useNow } from '../ui/use-now.ts';
import { waitReason } from '../waiting/waiting-words.ts';
import styles from './fetch-run.module.css';
import { skippedTexts } from './fetch-words.ts';
import progressStyles from './job-progress.module.css';

export interface FetchRunPartProps {
  pbxId: string;
  /** Show only a run that includes this job. */
  jobId?: number;
  /** Takes the focus from the question that started the run. */
  ref?: RefObject<HTMLDivElement | null>;
}

/** The devices of a PBX that are asked to fetch: the progress, stopping and resuming, and the outcome. */
export function FetchRunPart({ pbxId, jobId, ref }: FetchRunPartProps) {
  const { runs, outcomes } = useFetches();
  const own = useRef<HTMLDivElement>(null);
  const box = ref ?? own;
  const isMine = (jobIds: readonly number[]): boolean => jobId === undefined || jobIds.includes(jobId);
  const [run, outcome] = [runs.get(pbxId), outcomes.get(pbxId)];
  const shown = run && isMine(run.jobIds) ? run : null;
  // The result of a list belongs to the page of its job, unless it was resumed here.
  const isOfList = new Set(outcome?.targets.map(({ itemId }) => itemId)).size > 1;
  const told =
    outcome && isMine(outcome.jobIds) && (jobId !== undefined || outcome.wasOnDevice || !isOfList)
      ? outcome
      : null;

  // When buttons disappear with the run, the focus moves here.
  const had = useRef(false);
  const isThere = shown !== null;
  useEffect(() => {
    if (had.current && !isThere && document.activeElement === document.body) box.current?.focus();
    had.current = isThere;
  }, [isThere, box]);

  return (
    <div ref={box} tabIndex={-1} className={styles.run}>
      {shown && (
        <Run
          run={shown}
          jobId={jobId}
          startProblem={told && told.targets.length === 0 ? told.problem : null}
        />
      )}
      {!shown && told && <Outcome pbxId={pbxId} outcome={told} />}
    </div>
  );
}

interface RunProps {
  run: FetchRun;
  jobId: number | undefined;
  startProblem: Problem | null;
}

/** A run's progress, or that it paused. */
function Run({ run, jobId, startProblem }: RunProps) {
  const t = useTexts().fetching;
  const { resume, pause, cancel } = useFetches();
  const { pbxId, running, elsewhere, stopping, done, total, left, waitsUntil } = run;
  const text = running ? t.progress(done, total) : elsewhere ? t.elsewhere(left) : t.paused(left);
  const problem = startProblem ?? (running || elsewhere ? null : run.problem);

  return (
    <section aria-label={text} className={progressStyles.progress}>
      <div className={progressStyles.line}>
        <p role={running ? undefined : 'status'} className={progressStyles.words}>
          <strong className={progressStyles.count}>{text}</strong>{' '}
          {running && waitsUntil && run.problem && (
            <span className={progressStyles.pace}>
              <Waits problem={run.problem} until={waitsUntil} />
            </span>
          )}
        </p>
        {!elsewhere && (
          <div className={progressStyles.actions}>
            <Action
              small
              icon={running ? Pause : Play}
              pending={stopping === 'pausing'}
              disabled={stopping === 'cancelling'}
              onPress={() => (running ? pause(pbxId) : resume(pbxId, jobId === undefined))}
            >
              {running ? t.pause : t.resume}
            </Action>
            <Action
              small
              icon={Square}
              pending={stopping === 'cancelling'}
              disabled={stopping === 'pausing'}
              onPress={() => cancel(pbxId)}
            >
              {t.cancel}
            </Action>
          </div>
        )}
      </div>
      {running && (
        <Progress
          label={text}
          done={done}
          total={total}
          text={text}
          paused={stopping !== null || waitsUntil !== null}
        />
      )}
      {running && jobId === undefined && <p className={styles.blocks}>{t.blocks}</p>}
      {problem && <ProblemNote announce tone="warn" problem={problem} />}
    </section>
  );
}

function Waits({ problem, until }: { problem: Problem; until: string }) {
  const t = useTexts();
  const end = Date.parse(until);
  return t.jobs.goingOn(waitReason(problem, t), leftText(end, useNow(1000, end), t));
}

/** The outcome of a run; for one device, its result shows it. */
function Outcome({ pbxId, outcome }: { pbxId: string; outcome: FetchOutcome }) {
  const texts = useTexts();
  const t = texts.fetching;
  const { dismiss } = useFetches();
  const seen = (): void => dismiss(pbxId);
  const { targets, problem } = outcome;
  const skipped = skippedTexts(outcome.skipped, texts);
  if (problem) return <ProblemNote announce problem={problem} onDismiss={seen} />;
  const states = requestsOf(outcome);
  const kindRefused = states.includes('not-asked');
  if (targets.length <= 1 && !kindRefused && skipped.length === 0) return null;
  const accepted = states.filter((state) => state === 'accepted').length;
  const isWrong = states.some((state) => state === 'refused' || state === 'unclear');
  return (
    <Note
      announce
      tone={isWrong || kindRefused ? 'warn' : accepted === targets.length ? 'ok' : 'calm'}
      title={
        targets.length === 0
          ? skipped.join(' ')
          : kindRefused
            ? t.kindRefused
            : t.ended(accepted, targets.length)
      }
      onDismiss={seen}
    >
      {kindRefused && accepted > 0 && <p>{t.ended(accepted, targets.length)}.</p>}
      {targets.length > 0 && skipped.length > 0 && <p>{skipped.join(' ')}</p>}
    </Note>
  );
}

/** How the requests of a run stood at its end. */
function requestsOf({ targets, items }: FetchOutcome): FetchState[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  return targets.flatMap(({ itemId, mac }) => {
    const device = byId.get(itemId)?.fetch?.devices.find((each) => each.mac === mac);
    return device?.request?.state ?? [];
  });
}
