/** What a large job costs in memory. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { report } from './figures.ts';
import { withPbx } from './pbx.ts';

const many = 10_000;
const few = 10;

/** What a process that ran a job tells. */
export interface MemoryUse {
  /** The most the process ever held, MB. */
  peakMb: number;
  /** What is in use once the job is over, MB. */
  heapMb: number;
}

export async function memory(): Promise<void> {
  const [large, small] = [await measure(many), await measure(few)];
  report(
    `memory, ${many.toLocaleString('en')} devices`,
    `${large.peakMb.toFixed(0)} MB at the most, ${(large.peakMb - small.peakMb).toFixed(0)} MB more than ` +
      `with ${few}; after the job ${large.heapMb.toFixed(0)} MB of heap against ${small.heapMb.toFixed(0)} MB`,
  );
}

function measure(devices: number): Promise<MemoryUse> {
  return withPbx(devices, 0, async (pbx) => {
    const child = fork(join(import.meta.dirname, 'memory-process.ts'), [JSON.stringify(pbx)], {
      execArgv: ['--expose-gc'],
    });
    const [use] = (await once(child, 'message')) as [MemoryUse];
    return use;
  });
}
