import { describeError } from '../../common/error-text.ts';
import type { Mac } from '../../common/mac.ts';
import type { DeviceList, Item, Job, Problem } from '../../common/model.ts';
import { nextStep } from '../../common/next-step.ts';
import type { Hints } from './hints.ts';
import { checksLater } from './text.ts';
import { words } from './words.ts';

/** An error in the JSON output: its code, texts and facts. */
export function problemJson(problem: Problem, hints: Hints, mac?: Mac): object {
  const hint = hints.forProblem(problem.code, problem.facts, mac);
  return { code: problem.code, ...describeError(problem, words.texts), hint, facts: problem.facts };
}

/**
 * An item in the JSON output.
 *
 * @param password shown if known and wanted; left out otherwise
 * @param previous as `password`, of the one before it
 */
export function itemJson(
  item: Item,
  hints: Hints,
  password?: string | null,
  previous?: string | null,
): object {
  const { problem, credentialsSource, credentialsKept, credentialsLost, nextReadback, ...rest } = item;
  return {
    ...rest,
    // A released name.
    nextLook: nextReadback,
    errorCode: problem?.code ?? null,
    error: problem && {
      ...problemJson(problem, hints, item.mac),
      next: nextStep(item, describeError(problem, words.texts), checksLater),
    },
    credentials: credentialsSource && {
      source: credentialsSource,
      kept: credentialsKept,
      unreadable: credentialsLost,
      ...(password ? { password } : {}),
    },
    ...(previous ? { previousPassword: previous } : {}),
  };
}

/** A job in the JSON output. */
export function jobJson(job: Job, hints: Hints): object {
  const { pauseProblem, ...rest } = job;
  return { ...rest, pauseReason: pauseProblem && problemJson(pauseProblem, hints) };
}

/** The completeness of the device list that devices were matched against, in the JSON output; null without one. */
export function listJson(list: DeviceList | null): object | null {
  if (list === null) return null;
  const { fetchedAt, complete, deskPhonesRead } = list;
  return { fetchedAt, complete, deskPhonesRead };
}
