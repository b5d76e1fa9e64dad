import type { Item, Job, Problem } from '../../common/model.ts';
import { toProblem } from '../../common/problem.ts';
import type { JobEvent, RunOptions } from '../jobs/index.ts';
import type { Sealer } from '../store/seal.ts';
import { XapiError } from '../xapi/index.ts';
import type { Context, Outcome, Target } from './context.ts';
import { exitCodeOf } from './exit-codes.ts';
import { jobOutcome, passwordLabel, textUnlessWritten } from './job-report.ts';
import { problemJson } from './json.ts';
import { createProgressBar, type ProgressBar } from './progress.ts';
import { itemLabel, itemLine, passwordText, problemText, retryingText } from './text.ts';

/**
 * Runs a job, showing its progress, and returns the report on how it ended. A password that cannot be stored is shown
 * as soon as it is known: whatever happens to this run later, it must not be lost.
 */
export async function runAndReport(
  context: Context,
  run: (options: Pick<RunOptions, 'signal' | 'onEvent'>) => Promise<Job>,
  options: { sealer: Sealer | null; showPasswords: boolean },
): Promise<Outcome> {
  const { io, services, hints, json } = context;
  const { jobs } = services.store;
  const passwords = new Map<number, string>();
  const state: { started: Job | null; bar: ProgressBar | null; several: boolean } = {
    started: null,
    bar: null,
    several: false,
  };
  /** What standard output does not take must not be lost: nothing else has it. */
  const outOrErr = async (line: string): Promise<void> => {
    if (!(await io.out(`${line}\n`))) io.err(line);
  };
  /** Prints passwords as they arrive, where none can be stored; null otherwise. */
  const printNow = options.sealer === null ? (json ? io.err : outOrErr) : null;

  const onEvent = (event: JobEvent): void => {
    if (event.type === 'started') {
      state.started = event.job;
      const items = jobs.items(event.job.id);
      state.several = items.length > 1;
      state.bar = createProgressBar(io.status, items);
    } else if (event.type === 'item') {
      // The item turned out not to have been carried out: the password read before is the old one.
      if (event.item.credentialsSource === null) passwords.delete(event.item.id);
      if (state.bar) state.bar.item(event.item);
      else if (state.several && event.item.state !== 'running') io.err(itemLine(event.item, true));
    } else if (event.type === 'waiting') {
      io.err(retryingText(event.until, event.problem));
    } else if (event.type === 'password') {
      passwords.set(event.item.id, event.password);
      void printNow?.(
        `${itemLabel(event.item)}  ${passwordLabel(event.item)}: ${passwordText(event.password)}`,
      );
    }
  };
  const report = (job: Job, items: Item[]): Outcome => {
    // Passwords already shown as text are not shown a second time.
    const show = options.showPasswords && (json || printNow === null);
    const printed = new Set(printNow && !json ? passwords.keys() : []);
    const outcome = jobOutcome(job, items, hints, {
      passwordOf: (item) => (show ? (passwords.get(item.id) ?? null) : null),
      alreadyPrinted: (item) => item.state === 'succeeded' && printed.has(item.id),
    });
    return { ...outcome, unlessWritten: textUnlessWritten(job, items, hints) };
  };

  try {
    const job = await run({ signal: io.signal, onEvent }).finally(() => state.bar?.end());
    services.jobs.enforceRetention();
    return report(job, jobs.items(job.id));
  } catch (thrown) {
    const job = state.started && jobs.get(state.started.id);
    if (!job) throw thrown;
    const problem = toProblem(services.explain(thrown));
    const broken = asInterrupted(job, jobs.items(job.id));
    const outcome = report(broken.job, broken.items);
    return {
      exitCode: exitCodeOf(problem.code),
      json: { error: problemJson(problem, hints), ...outcome.json },
      text: `${outcome.text}\n${problemText(problem, hints)}`,
      unlessWritten: `${outcome.unlessWritten}\n${problemText(problem, hints)}`,
    };
  }
}

/**
 * Settles what earlier runs on a PBX left open, as the app does while it runs. A PBX that cannot be read is reported by
 * the next step. Does nothing without a sealer, since what is read could not be stored.
 *
 * @throws XapiError `sign-in-denied`: the next step would sign in again
 */
export async function settleEarlierJobs(
  { io, services }: Context,
  { pbx, xapi, pace }: Target,
  sealer: Sealer | null,
): Promise<void> {
  if (sealer === null) return;
  const settled = (jobId: number, item: Item): void => io.err(`Job ${jobId}: ${itemLine(item)}`);
  try {
    await services.jobs.settleDue(pbx.url, { xapi, pace, sealer, signal: io.signal, settled });
  } catch (error) {
    if (!(error instanceof XapiError) || error.code === 'sign-in-denied') throw error;
  }
}

/**
 * Returns a job whose run broke off as the next start will record it: a full disk may have kept this one from doing so.
 */
function asInterrupted(job: Job, items: Item[]): { job: Job; items: Item[] } {
  if (job.state !== 'running') return { job, items };
  const problem: Problem = { code: 'outcome-uncertain', facts: { reason: 'not-read-back' } };
  return {
    job: { ...job, state: 'interrupted' },
    items: items.map((item) => (item.state === 'running' ? { ...item, state: 'uncertain', problem } : item)),
  };
}
