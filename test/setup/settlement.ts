/** Helpers of the settlement tests: what is recorded of a job's devices, and the truth on the PBX. */
import { expect } from 'vitest';
import type { Item, Job } from '../../common/model.ts';
import type { DeviceFault } from '../pbx/index.ts';
import type { EngineBench } from './engine.ts';

/** A busy machine must not look like a silent PBX, though many tests wait for one. */
export const timeoutMs = 1_000;

export const keyOf = ({ pbx }: EngineBench, index = 0): string => pbx.devices[index]?.MacAddress ?? '';
export const current = ({ pbx }: EngineBench, index = 0): string | null | undefined =>
  pbx.devices[index]?.Password;
export const made = ({ pbx, macs }: EngineBench, index = 0): number =>
  pbx.regenerated.get(macs[index] ?? '')?.length ?? 0;
export const only = (bench: EngineBench, job: Job): Item => bench.items(job)[0] as Item;
export const recorded = ({ jobs, sealer }: EngineBench, { id }: Item): string | null =>
  jobs.password(id, sealer);
export const previous = ({ jobs, sealer }: EngineBench, { id }: Item): string | null =>
  jobs.previousPassword(id, sealer);
export const runOne = (bench: EngineBench, more: Parameters<EngineBench['run']>[0] = {}): Promise<Job> =>
  bench.run({ macs: bench.macs.slice(0, 1), ...more });

/** The record matches the PBX, or the row does not claim to know. */
export function expectTrue(bench: EngineBench, item: Item, index = 0): void {
  if (item.state === 'succeeded') expect(recorded(bench, item)).toBe(current(bench, index));
  else expect(['failed', 'uncertain']).toContain(item.state);
  if (item.state === 'failed' && item.problem?.code !== 'not-carried-out') expect(made(bench, index)).toBe(0);
}

export const status = (code: number, carryOut: boolean, body?: string): DeviceFault => ({
  kind: 'status',
  status: code,
  carryOut,
  ...(body === undefined ? {} : { body }),
});
