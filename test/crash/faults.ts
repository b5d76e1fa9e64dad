import { type DemoPbx, type DemoRequest, type LateFault, late, normalMac } from '../pbx/index.ts';

/** Whether a request is for a new password of a device, given by the PBX's key for it. */
export function isRegeneration({ method, path }: Pick<DemoRequest, 'method' | 'path'>, key: string): boolean {
  return method === 'POST' && path.includes(`Fxs('${key}')/Pbx.Regenerate`);
}

/** Whether a request reads a single device. */
function isReading({ method, path }: Pick<DemoRequest, 'method' | 'path'>, key: string): boolean {
  return method === 'GET' && path.includes(`Fxs('${key}')?`);
}

/**
 * For a tenth of the devices the reply has no password, for a tenth it is an error, and a tenth get no reply; half of
 * the latter two are carried out. In the second half of the devices a tenth is put off, after which the engine slows
 * down: before that, it notes devices ahead.
 *
 * @returns how many have no clear answer
 */
export function scriptFaults(pbx: DemoPbx): number {
  let unclear = 0;
  for (const [index, { MacAddress }] of pbx.devices.entries()) {
    const carryOut = index % 20 < 10;
    const isSecondHalf = index >= pbx.devices.length / 2;
    if (index % 10 === 4) pbx.script(MacAddress, { kind: 'null' });
    if (index % 10 === 6) pbx.script(MacAddress, { kind: 'status', status: 500, carryOut });
    if (index % 10 === 8) pbx.script(MacAddress, { kind: 'reset', when: carryOut ? 'before' : 'after' });
    if (index % 10 === 9 && isSecondHalf) pbx.script(MacAddress, { kind: 'status', status: 503 });
    if (index % 10 === 6 || index % 10 === 8) unclear += 1;
  }
  return unclear;
}

/**
 * All slots except one get no reply, half of them carried out. So the others are noted ahead, and an unclear answer
 * in the last slot coincides with some that are.
 *
 * @returns a function that has requests answered again
 */
export function keepSlotsBusy(pbx: DemoPbx, concurrency: number): () => void {
  const macs = pbx.devices.slice(0, concurrency - 1).map(({ MacAddress }) => MacAddress);
  for (const [index, mac] of macs.entries())
    pbx.script(mac, { kind: 'hang', when: index % 2 === 0 ? 'before' : 'after' });
  return () => {
    for (const mac of macs) pbx.script(mac);
  };
}

/** The first device's request loses its connection, and is carried out late. */
export async function carryOutLate(pbx: DemoPbx): Promise<void> {
  const key = pbx.devices[0]?.MacAddress ?? '';
  const fault = late();
  pbx.script(key, fault);
  await pbx.nextRequest((request) => isRegeneration(request, key));
  pbx.dropConnections();
  await releaseAfterSecondReading(pbx, key, fault);
}

/** Carries a late request out after its device was read twice from now on, so that only the last reading sees it. */
export async function releaseAfterSecondReading(pbx: DemoPbx, key: string, fault: LateFault): Promise<void> {
  for (let reading = 1; reading <= 2; reading += 1)
    await pbx.nextRequest((request) => isReading(request, key));
  fault.release();
}

/** Returns when each device, by its MAC, was asked for a new password, and when its password was read. */
export function requestTimes(
  pbx: DemoPbx,
  engineTime: (at: number) => number,
): Map<string, { requestedAt: number[]; readAt: number[] }> {
  const times = new Map(
    pbx.devices.map(({ MacAddress }) => [
      normalMac(MacAddress),
      { requestedAt: [] as number[], readAt: [] as number[] },
    ]),
  );
  for (const { method, path, at } of pbx.requests) {
    const [, key, action] = path.match(/Fxs\('([^']+)'\)(\/Pbx\.Regenerate)?/) ?? [];
    const device = key && times.get(normalMac(key));
    if (!device) continue;
    if (method === 'POST' && action) device.requestedAt.push(engineTime(at));
    if (method === 'GET' && !action) device.readAt.push(engineTime(at));
  }
  return times;
}
