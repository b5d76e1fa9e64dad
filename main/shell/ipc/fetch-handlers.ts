import { macsOf } from '../../../common/desk-phones.ts';
import { RekeyError } from '../../../common/errors.ts';
import type { fetchCalls } from '../../../common/ipc/fetching.ts';
import type { Pbx } from '../../../common/model.ts';
import { keysOf } from '../../jobs/index.ts';
import type { Services } from '../../services/index.ts';
import { XapiError } from '../../xapi/index.ts';
import { type DevicePageUrl, devicePageUrl } from '../device-page.ts';
import type { RunningFetches } from '../jobs/running-fetches.ts';
import type { Handlers, HandlersOf } from './serve.ts';

export interface FetchHandlerParts {
  services: Services;
  runningFetches: RunningFetches;
  /** Opens a device's page in the browser: the only external link. */
  openDevicePage(url: DevicePageUrl): Promise<void>;
}

/** Handles calls for having devices fetch their configuration, and for their pages. */
export function createFetchHandlers(
  { services, runningFetches, openDevicePage }: FetchHandlerParts,
  copyPassword: Handlers['passwords:copy'],
): HandlersOf<typeof fetchCalls> {
  const { pbxs, store, connector } = services;

  const pbxOfJob = (jobId: number): Pbx => {
    const job = store.jobs.get(jobId);
    if (!job) throw new RekeyError('usage', { reason: 'job-unknown', job: jobId });
    return pbxs.withId(job.pbxId ?? '');
  };

  /** The address that the PBX reports for a device; null if it reports none. */
  const reportedAddress = async (pbx: Pbx, mac: Parameters<typeof keysOf>[0]): Promise<string | null> => {
    const device = store.devices.list(pbx.id)?.devices.find((each) => each.mac === mac) ?? null;
    const xapi = await connector.stored(pbx);
    try {
      const found = await xapi.addresses(keysOf(mac, device));
      return found.find((each) => each.mac === mac)?.address ?? null;
    } catch (error) {
      // The PBX does not know the device, or does not support the request.
      const isUnknown =
        error instanceof XapiError && ['device-not-found', 'request-refused'].includes(error.code);
      if (isUnknown) return null;
      throw error;
    }
  };

  return {
    'fetch:start': async ({ jobId, targets }) => {
      const pbx = pbxOfJob(jobId);
      const ids = new Set(store.jobs.items(jobId).map(({ id }) => id));
      // The user was not asked about items of another job.
      if (!targets.every(({ itemId }) => ids.has(itemId)))
        throw new RekeyError('usage', { reason: 'nothing-to-fetch' });
      return runningFetches.run(pbx, targets);
    },
    'fetch:resume': ({ pbxId }) => runningFetches.resume(pbxs.withId(pbxId)),
    'fetch:pause': ({ pbxId }) => runningFetches.pause(pbxId),
    'fetch:cancel': ({ pbxId }) => runningFetches.cancel(pbxs.withId(pbxId)),
    'fetch:open': () => runningFetches.open(),

    'device:page': async ({ pbxId, mac, copy }) => {
      const pbx = pbxs.withId(pbxId);
      // The password of another device, or of another PBX's, is not to be entered on this one's page.
      const [item] = copy === null ? [] : store.jobs.itemsWithIds([copy.item]);
      const isItsOwn = item && macsOf(item).includes(mac) && store.jobs.urlsOf([item.id]).includes(pbx.url);
      if (copy !== null && !isItsOwn) throw new RekeyError('call-refused', { reason: 'form' });
      const notCopied = { copied: false, clearedAfterSeconds: null };
      const page = devicePageUrl(await reportedAddress(pbx, mac));
      if (!page.ok) return { opened: false, reason: page.reason, ...notCopied };
      const result =
        copy === null
          ? null
          : await copyPassword({
              ref: { item: copy.item },
              ...(copy.evenReplaced === undefined ? {} : { evenReplaced: copy.evenReplaced }),
            });
      const copied = result?.copied
        ? { copied: true, clearedAfterSeconds: result.clearedAfterSeconds }
        : notCopied;
      try {
        await openDevicePage(page.url);
      } catch {
        return { opened: false, reason: 'browser-failed', ...copied };
      }
      return { opened: true, address: page.address, ...copied };
    },
  };
}
