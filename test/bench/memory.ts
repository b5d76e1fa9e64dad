/** The memory cost of a large job. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { nodeOptions } from '../../scripts/cli/package.ts';
import { median, report } from './figures.ts';
import { withPbx } from './pbx.ts';

const many = 10_000;
const few = 10;
/** When V8 collects, and how far it lets the heap grow until then, varies between runs, and with the load of the machine. */
const rounds = 3;
const maxMb = 220;

/** What a process that ran a job reports. */
export interface MemoryUse {
  /** The process's peak, MB. */
  peakMb: number;
  /** In use once the job is over, MB. */
  heapMb: number;
}

export async function memory(): Promise<void> {
  const large: MemoryUse[] = [];
  for (let round = 0; round < rounds; round += 1) large.push(await measure(many, nodeOptions));
  const small = await measure(few, nodeOptions);
  const unset = await measure(many, []);
  const peaks = large.map(({ peakMb }) => peakMb);
  const peakMb = median(peaks);
  report(
    `memory, ${many.toLocaleString('en')} devices`,
    `${peakMb.toFixed(0)} MB at the most (aim ${maxMb}; rounds ${peaks.map((peak) => peak.toFixed(0)).join(' ')}), ` +
      `${(peakMb - small.peakMb).toFixed(0)} MB more than with ${few}; ` +
      `after the job ${median(large.map(({ heapMb }) => heapMb)).toFixed(0)} MB of heap against ${small.heapMb.toFixed(0)} MB; ` +
      `with Node's own settings ${unset.peakMb.toFixed(0)} MB`,
  );
}

/** @param options of Node */
function measure(devices: number, options: readonly string[]): Promise<MemoryUse> {
  return withPbx(devices, 0, async (pbx) => {
    const child = fork(join(import.meta.dirname, 'memory-process.ts'), [JSON.stringify(pbx)], {
      execArgv: ['--expose-gc', ...options],
    });
    const [use] = (await once(child, 'message')) as [MemoryUse];
    return use;
  });
}
