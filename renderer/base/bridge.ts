import { useEffect, useEffectEvent } from 'react';
import type { CallName, EventName } from '../../common/channels.ts';
import type { CallInput, CallOutput, EventData, RekeyBridge } from '../../common/ipc/index.ts';
import type { Problem } from '../../common/model.ts';

declare global {
  interface Window {
    readonly rekey: RekeyBridge;
  }
}

/** A call that main answered with an error of the closed set. */
class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** Asks main for something. @throws ProblemError */
export async function call<Name extends CallName>(
  name: Name,
  input: CallInput<Name>,
): Promise<CallOutput<Name>> {
  const reply = await window.rekey.call(name, input);
  if (!reply.ok) throw new ProblemError(reply.problem);
  return reply.value;
}

/** Whatever a call threw, as a problem that can be shown. */
export function problemOf(thrown: unknown): Problem {
  return thrown instanceof ProblemError ? thrown.problem : { code: 'internal', facts: {} };
}

/** Listens to what main tells unasked, as long as the component is there. */
export function useEvent<Name extends EventName>(
  name: Name,
  listener: (data: EventData<Name>) => void,
): void {
  const told = useEffectEvent(listener);
  useEffect(() => window.rekey.on(name, (data) => told(data)), [name]);
}
