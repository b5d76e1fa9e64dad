import type { FetchState } from '../../common/model.ts';
import type { Findings } from './audit.ts';

/** A device that is asked to fetch: what the journal has, and what the PBX knows. */
export interface AskedDevice {
  mac: string;
  /** Null: nothing is noted. */
  request: FetchState | null;
  /** How often a request for it came to the PBX. */
  requests: number;
  /** How many of them the PBX put off, without carrying them out. */
  putOff: number;
  /** How often it was asked to fetch by the PBX. */
  carriedOut: number;
  /** Whether its item says that it fetched. */
  isGenerated: boolean;
}

type Finding = string | false;

/** What must never happen, whether more is to come or not. */
function alwaysWrong({ request, requests, putOff, carriedOut }: AskedDevice): Finding[] {
  const mayBeDone = requests > putOff;
  return [
    carriedOut > 1 && `asked ${carriedOut} times`,
    requests - putOff > 1 && `sent ${requests - putOff} times`,
    request === 'running' && 'left running',
    request === 'accepted' && carriedOut === 0 && 'accepted, but never carried out',
    mayBeDone && request !== 'accepted' && request !== 'unclear' && `sent, but ${request}`,
  ];
}

function eachDevice(devices: readonly AskedDevice[], wrong: (device: AskedDevice) => Finding[]): string[] {
  return devices.flatMap((device) =>
    [...alwaysWrong(device), ...wrong(device)].flatMap((finding) =>
      finding === false ? [] : [`${device.mac} ${finding}`],
    ),
  );
}

const countUnclear = (devices: readonly AskedDevice[]): number =>
  devices.filter(({ request }) => request === 'unclear').length;

/** Compares what a failed run left with what the PBX has done. @param unclear devices that the PBX gave no clear answer for */
export function auditAskedAfterFailure(devices: readonly AskedDevice[], unclear: number): Findings {
  const losses = eachDevice(devices, () => []);
  const found = countUnclear(devices);
  // One at a time is under way.
  if (found > unclear + 1) losses.push(`${found} unclear, though only one was under way`);
  return { losses, uncertain: found };
}

/** The same when nothing is left to be asked and nothing is awaited. @param before how it was just after the failure */
export function auditAskedAtEnd(
  devices: readonly AskedDevice[],
  before: readonly AskedDevice[],
  unclear: number,
): Findings {
  const earlier = new Map(before.map((device) => [device.mac, device]));
  const losses = eachDevice(devices, (device) => {
    const { request = null, requests = 0 } = earlier.get(device.mac) ?? {};
    const isOver = request !== null && request !== 'queued';
    return [
      (device.request === null || device.request === 'queued') && 'never asked',
      isOver && device.requests !== requests && `was ${request}, and was sent again`,
      device.carriedOut > 0 && !device.isGenerated && 'fetched, but not noted',
      device.carriedOut === 0 && device.isGenerated && 'noted as fetched, but never asked',
    ];
  });
  const found = countUnclear(devices);
  if (found > unclear + 1) losses.push(`${found} unclear at the end, though only one was under way`);
  return { losses, uncertain: found };
}
