import { useEffect, useEffectEvent } from 'react';
import type { CallName, EventName } from '../../common/channels.ts';
import type { CallInput, CallOutput, EventData, RekeyBridge } from '../../common/ipc/index.ts';
import type { Problem } from '../../common/model.ts';

declare global {
  interface Window {
    readonly rekey: RekeyBridge;
  }
}

/** An error of the closed set, as the result of a call to main. */
class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** Makes a call to main. @throws ProblemError */
export async function call<Name extends CallName>(
  name: Name,
  input: CallInput<Name>,
): Promise<CallOutput<Name>> {
  const reply = await window.rekey.call(name, input);
  if (!reply.ok) throw new ProblemError(reply.problem);
  return reply.value;
}

/** Converts anything that a call threw to a problem to show. */
export function problemOf(thrown: unknown): Problem {
  return thrown instanceof ProblemError ? thrown.problem : { code: 'internal', facts: {} };
}

/** Listens to an event from main while the component is mounted. */
export function useEvent<Name extends EventName>(
  name: Name,
  listener: (data: EventData<Name>) => void,
): void {
  const told = useEffectEvent(listener);
  useEffect(() => window.rekey.on(name, (data) => told(data)), [name]);
}
