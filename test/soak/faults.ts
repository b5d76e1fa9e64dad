import type { DemoPbx, DeviceFault } from '../pbx/index.ts';
import { createSeeded } from '../pbx/seeded.ts';

/** What may go wrong with a device, by the percentage of devices affected. */
const faults: readonly (readonly [percent: number, fault: DeviceFault])[] = [
  [4, { kind: 'status', status: 503 }],
  [2, { kind: 'status', status: 429, headers: { 'retry-after': '1' } }],
  [3, { kind: 'null' }],
  [2, { kind: 'no-password' }],
  [2, { kind: 'status', status: 500, carryOut: true }],
  [1, { kind: 'status', status: 502 }],
  [1, { kind: 'reset', when: 'before' }],
  [1, { kind: 'reset', when: 'after' }],
  [1, { kind: 'truncated' }],
  [1, { kind: 'not-json' }],
  [1, { kind: 'html', carryOut: true }],
  [1, { kind: 'redirect' }],
  [1, { kind: 'slow-body', bytes: 50, intervalMs: 1 }],
];

/** One in this many jobs also has this fault, each at a different time. */
const rare = { dropped: 7, endless: 11, silent: 25 };

/**
 * Scripts the faults of a job.
 *
 * @param onEvicted called when the job's token has been taken away; null if it must not be: three times within a minute would look
 * like another program, and the job would rightly stop
 */
export function scriptFaults(
  pbx: DemoPbx,
  seed: string,
  round: number,
  onEvicted: (() => void) | null,
): void {
  const seeded = createSeeded(`${seed} ${round}`);
  for (const { MacAddress } of pbx.devices) {
    let ticket = seeded.int(100, MacAddress);
    const found = faults.find(([percent]) => {
      ticket -= percent;
      return ticket < 0;
    });
    pbx.script(MacAddress, ...(found ? [found[1]] : []));
    pbx.scriptRead(
      MacAddress,
      ...(seeded.int(50, MacAddress, 'read') === 0 ? [{ kind: 'reset', when: 'before' } as const] : []),
    );
  }
  const device = (name: string): string =>
    pbx.devices[seeded.int(pbx.devices.length, name)]?.MacAddress ?? '';
  const happens = (every: number): boolean => round % every === every - 1;
  if (happens(rare.endless)) pbx.script(device('endless'), { kind: 'huge' });
  // The longest of all: the client waits for its whole timeout.
  if (happens(rare.silent)) pbx.script(device('silent'), { kind: 'hang', when: 'after' });
  const middle = device('middle');
  const atMiddle = (request: { path: string }): boolean => request.path.includes(`'${middle}'`);
  if (onEvicted)
    void pbx.nextRequest(atMiddle).then(() => {
      pbx.evictToken();
      onEvicted();
    });
  if (happens(rare.dropped)) void pbx.nextRequest(atMiddle).then(() => pbx.dropConnections());
}
