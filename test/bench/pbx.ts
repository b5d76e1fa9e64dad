import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface BenchPbx {
  url: string;
  clientId: string;
  apiKey: string;
}

/** The client of what the engine is compared with, so that neither takes the other's token away. */
export const otherClient = { clientId: 'compared', apiKey: 'compared-key' };

/** Works with a demo PBX that runs in a separate process. */
export async function withPbx<T>(
  devices: number,
  latencyMs: number,
  work: (pbx: BenchPbx) => Promise<T>,
): Promise<T> {
  const child = fork(join(import.meta.dirname, 'pbx-process.ts'), [`${devices}`, `${latencyMs}`]);
  try {
    const [pbx] = (await once(child, 'message')) as [BenchPbx];
    return await work(pbx);
  } finally {
    child.kill();
  }
}
