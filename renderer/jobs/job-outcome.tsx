import { ChevronRight, KeyRound } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { agreedDeskPhones, devicesAndUsers } from '../../common/desk-phones.ts';
import type { Item, ItemCounts, Job, Pbx, Problem } from '../../common/model.ts';
import { type AgainKind, againKinds, againOf, triesUnlisted } from '../../common/run-again.ts';
import type { Texts } from '../../common/texts/index.ts';
import { useTexts, useWords } from '../base/words.tsx';
import { useApp } from '../state/app-state.tsx';
import { useJobs } from '../state/jobs.tsx';
import { Action } from '../ui/action.tsx';
import { cx } from '../ui/cx.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Question } from '../ui/question.tsx';
import { offersWaiting, RunWhenReachable } from '../waiting/run-when-reachable.tsx';
import { groupReasons, type Reason } from './group-reasons.ts';
import { itemStyles } from './item-words.ts';
import styles from './job-outcome.module.css';
import { outcomeText, pbxOf } from './job-words.ts';

export interface JobOutcomeProps {
  job: Job;
  items: readonly Item[];
  counts: ItemCounts;
  onJob: (jobId: number) => void;
}

/** The outcome of a finished job: what succeeded, what did not and why, and retrying those. */
export function JobOutcome({ job, items, counts, onJob }: JobOutcomeProps) {
  const { app } = useApp();
  const words = useWords();
  const { texts: t } = words;
  const reasons = useMemo(() => groupReasons(items, words), [items, words]);
  const [asking, setAsking] = useState<AgainKind | null>(null);
  const buttons = useRef<HTMLDivElement>(null);
  const pbx = pbxOf(job, app.pbxs);
  const offers = useMemo(
    () =>
      againKinds.map((kind) => ({ kind, ...againOf(items, [kind]) })).filter(({ again }) => again.length > 0),
    [items],
  );
  const { completed } = useMemo(() => againOf(items, againKinds), [items]);
  const perhaps = completed.filter(({ surelyReplaced }) => !surelyReplaced).length;
  const asked = offers.find(({ kind }) => kind === asking);

  const close = (): void => {
    setAsking(null);
    // The button that opened the question reappears with this.
    setTimeout(() => buttons.current?.querySelector('button')?.focus());
  };

  return (
    <section aria-label={t.jobs.outcome} className={styles.outcome}>
      <div className={styles.line}>
        <p className={styles.sentence}>{sentenceOf(counts, items, t)}</p>
        {pbx && !asked && offers.length > 0 && (
          <div ref={buttons} className={styles.actions}>
            {offers.map(({ kind, again }) => (
              <Action key={kind} small icon={KeyRound} onPress={() => setAsking(kind)}>
                {t.jobs.runAgain[kind](again.length)}
              </Action>
            ))}
          </div>
        )}
      </div>
      {reasons.length > 0 && <Reasons reasons={reasons} />}
      {pbx && completed.length > 0 && (
        <p className={styles.next}>{t.jobs.notAgain(t.words.completedLater(completed.length, perhaps))}</p>
      )}
      {pbx && asked && (
        <RunAgain pbx={pbx} job={job} items={asked.again} kind={asked.kind} onJob={onJob} onClose={close} />
      )}
    </section>
  );
}

/** Why devices have no new password, in a line; expanded, with what to do about each reason. */
function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  const { texts: t, format } = useWords();
  const digest = reasons.map(({ count, text }) => `${format.number(count)} × ${text}`).join(' · ');
  return (
    <details className={styles.reasons}>
      <summary className={styles.summary}>
        <ChevronRight size={14} aria-hidden className={styles.chevron} />
        <span className={styles.why}>{t.jobs.reasons}</span>
        <span className={cx(styles.next, styles.digest)} title={digest}>
          {digest}
        </span>
      </summary>
      <ul className={styles.list}>
        {reasons.map(({ key, state, next, text, count }) => {
          const { icon: Icon, tone } = itemStyles[state];
          return (
            <li key={key} className={styles.reason}>
              <Icon size={14} aria-hidden className={cx(tone && styles[tone])} />
              <span>
                <strong>{format.number(count)} ×</strong> {text}
                {next && <span className={styles.next}>. {next}</span>}
              </span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}

function sentenceOf(counts: ItemCounts, items: readonly Item[], t: Texts): string {
  if (counts.succeeded !== items.length) return t.jobs.sentence(outcomeText(counts, t));
  const { devices, users } = devicesAndUsers(items);
  return users > 0 ? t.deskPhones.allSucceeded(devices, users) : t.jobs.allSucceeded(devices);
}

interface RunAgainProps {
  pbx: Pbx;
  job: Job;
  items: readonly Item[];
  kind: AgainKind;
  onJob: (jobId: number) => void;
  onClose: () => void;
}

function RunAgain({ pbx, job, items, kind, onJob, onClose }: RunAgainProps) {
  const { jobs: t, deskPhones } = useTexts();
  const { run, read } = useJobs();
  const [starting, setStarting] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const { devices, users } = devicesAndUsers(items);
  const list = {
    pbxId: pbx.id,
    macs: items.flatMap(({ macs }) => macs),
    deskPhones: agreedDeskPhones(items),
    tryUnlisted: triesUnlisted(items),
    reference: job.reference,
    retryOf: job.id,
  };
  const start = async (): Promise<void> => {
    setStarting(true);
    setProblem(null);
    const begun = await run(list);
    setStarting(false);
    if (begun.ok) onJob(begun.jobId);
    else setProblem(begun.problem);
    // Later jobs have run some of them in the meantime: reading the job again shows which are left.
    if (!begun.ok && begun.problem.facts.doneSince !== undefined) await read(job.id).catch(() => {});
  };

  return (
    <>
      <Question
        question={
          users > 0
            ? deskPhones.retryQuestion[kind](devices, users, pbx.name)
            : t.runAgainQuestion[kind](devices, pbx.name)
        }
        yes={starting ? t.runAgainStarting : t.runAgainYes[kind]}
        pending={starting}
        onYes={() => void start()}
        onNo={onClose}
      >
        {[t.runAgainHint[kind], users > 0 && deskPhones.retryHint].filter(Boolean).join(' ')}
      </Question>
      {problem && (
        <ProblemNote
          announce
          problem={problem}
          actions={
            offersWaiting(problem) && (
              <RunWhenReachable
                problem={problem}
                what={list}
                onWaits={({ id }) => onJob(id)}
                onRefused={setProblem}
              />
            )
          }
        />
      )}
    </>
  );
}
