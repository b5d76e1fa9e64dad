import type { Locator, Page } from '@playwright/test';
import type { CallInput, CallOutput } from '../../common/ipc/index.ts';
import { type Mac, parseMac } from '../../common/mac.ts';
import type { Pace } from '../../common/model.ts';
import { type DemoPbx, type LateFault, late } from '../pbx/index.ts';
import { goTo, textsOf } from './support.ts';

/** The MAC of a demo device in the app's own spelling. */
export function macOf(device: { MacAddress: string }): Mac {
  const verdict = parseMac(device.MacAddress);
  if (!verdict.ok) throw new Error(`the demo has no MAC ${device.MacAddress}`);
  return verdict.mac;
}

export function macsOf(pbx: DemoPbx, count = pbx.devices.length): Mac[] {
  return pbx.devices.slice(0, count).map(macOf);
}

/** How often a device's password was regenerated. */
export function countRegenerations(pbx: DemoPbx, mac: Mac): number {
  return pbx.regenerated.get(mac)?.length ?? 0;
}

/** Sets the speed of the window's selected PBX. */
export async function setPace(page: Page, pace: Pace): Promise<string> {
  return page.evaluate(async (wanted) => {
    const state = await window.rekey.call('app:state', undefined);
    const id = state.ok ? state.value.pbxs[0]?.id : undefined;
    if (id === undefined) throw new Error('no PBX is set up');
    await window.rekey.call('pbxs:set-pace', { id, pace: wanted });
    return id;
  }, pace);
}

/** Starts a job over the bridge, as the List screen does, without waiting for its end. */
export async function begin(
  page: Page,
  list: Pick<CallInput<'jobs:run'>, 'pbxId' | 'macs'> & Partial<CallInput<'jobs:run'>>,
): Promise<void> {
  await page.evaluate(
    (input) => {
      void window.rekey.call('jobs:run', input);
    },
    { tryUnlisted: false, reference: null, retryOf: null, ...list },
  );
}

/** Runs a job over the bridge to its end. */
export async function runToEnd(
  page: Page,
  list: Pick<CallInput<'jobs:run'>, 'pbxId' | 'macs'> & Partial<CallInput<'jobs:run'>>,
): Promise<CallOutput<'jobs:run'>> {
  const reply = await page.evaluate((input) => window.rekey.call('jobs:run', input), {
    tryUnlisted: false,
    reference: null,
    retryOf: null,
    ...list,
  });
  if (!reply.ok) throw new Error(`the job was refused: ${reply.problem.code}`);
  return reply.value;
}

/** Opens a job from the history, whether or not it is over. */
export async function openJob(page: Page, jobId: number): Promise<void> {
  await goTo(page, 'History');
  const { history, jobs } = await textsOf(page);
  const name = jobs.jobOn(jobId, '').trim();
  const show = page.getByRole('main').getByRole('button', { name: history.showJob(jobId), exact: true });
  const row = page.getByRole('row', { name });
  await show.or(row).first().waitFor();
  if (await show.isVisible()) await show.click();
  else await row.click();
  await page.getByRole('heading', { name }).waitFor();
}

/** A job's rows in the page, in order, in any language. */
export function rowsOf(page: Page): Locator {
  return page.getByRole('grid', { name: /^(Devices of job|Geräte von Auftrag) / }).getByRole('row');
}

/** One device after the other, so that the order is the list's. */
export const oneByOne: Pace = { concurrency: 1, ratePerSecond: null };

/** Has the PBX hold a device's answer until it is released, and with it all later ones. */
export function holdAt(pbx: DemoPbx, place: number): LateFault {
  const fault = late();
  pbx.script(pbx.devices[place]?.MacAddress ?? '', fault);
  return fault;
}

/** Waits until the rail shows the progress of the running jobs, such as `8 of 30`. */
export async function waitInRail(page: Page, text: string): Promise<void> {
  await page.getByRole('navigation').locator(`[role=progressbar][aria-valuetext="${text}"]`).waitFor();
}

export const quick: Pace = { concurrency: 8, ratePerSecond: null };

/** Adds a PBX over the bridge; returns its ID. The window notices it when it is reloaded. */
export async function addPbx(page: Page, name: string, { url, clientId, apiKey }: DemoPbx): Promise<string> {
  const reply = await page.evaluate(([entry, key]) => window.rekey.call('pbxs:add', { entry, apiKey: key }), [
    { name, address: url, clientId, fingerprint: null },
    apiKey,
  ] as const);
  if (!reply.ok) throw new Error(`the PBX was refused: ${reply.problem.code}`);
  return reply.value.id;
}
