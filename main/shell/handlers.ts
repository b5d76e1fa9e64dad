import { RekeyError } from '../../common/errors.ts';
import type { PasswordRef } from '../../common/ipc.ts';
import { keysOf, planItems } from '../jobs/index.ts';
import type { Services } from '../services.ts';
import { clearedAfterSeconds, type PasswordClipboard } from './clipboard.ts';
import type { Handlers } from './ipc.ts';
import type { Readings } from './readings.ts';
import type { RunningJobs } from './running-jobs.ts';

export interface HandlerParts {
  services: Services;
  running: RunningJobs;
  readings: Readings;
  clipboard: PasswordClipboard;
  version: string;
  demo: boolean;
}

/** How long the first look at the window waits for a keychain that may be asking for its password. */
const keychainPatienceMs = 1500;

/** What the window may ask for, done by the services that the terminal uses too. */
export function createHandlers({
  services,
  running,
  readings,
  clipboard,
  version,
  demo,
}: HandlerParts): Handlers {
  const { pbxs, connector, store, jobs } = services;

  const passwordOf = async (ref: PasswordRef): Promise<string | null> =>
    'reading' in ref ? readings.get(ref.reading) : jobs.password(ref.item, await services.opener());

  return {
    'app:state': async () => ({
      version,
      platform: process.platform,
      demo,
      pbxs: pbxs.list(),
      selectedPbxId: store.settings.get('selectedPbxId') || null,
      keychainProblem: await Promise.race([services.keychainProblem(), nothingAfter(keychainPatienceMs)]),
      notices: store.notices,
    }),

    'pbxs:add': async ({ entry, apiKey }) => {
      const pbx = await pbxs.add(entry, apiKey);
      store.settings.set('selectedPbxId', pbx.id);
      return pbx;
    },
    'pbxs:edit': ({ id, entry, apiKey }) => pbxs.edit(pbxs.withId(id), entry, apiKey),
    'pbxs:remove': ({ id }) => pbxs.remove(pbxs.withId(id)),
    'pbxs:select': ({ id }) => store.settings.set('selectedPbxId', pbxs.withId(id).id),
    'pbxs:test': ({ id, retryRefusedKey }) => pbxs.test(pbxs.withId(id), { retryRefusedKey }),
    'pbxs:test-entry': ({ id, entry, apiKey }) =>
      pbxs.testEntry(id === null ? null : pbxs.withId(id), entry, apiKey),

    'devices:list': ({ pbxId }) => store.devices.list(pbxId),
    'devices:refresh': async ({ pbxId }) => {
      const pbx = pbxs.withId(pbxId);
      return pbxs.refreshDevices(pbx, await connector.stored(pbx));
    },
    'devices:elsewhere': ({ pbxId, mac }) => {
      const names = store.devices.othersWith(mac, pbxId);
      return pbxs.list().filter(({ name }) => names.includes(name));
    },

    'jobs:run': async ({ pbxId, macs, tryUnlisted, reference }) => {
      const pbx = pbxs.withId(pbxId);
      // A keychain that cannot seal must show before a password is made.
      const sealer = await services.sealer();
      const xapi = await connector.stored(pbx);
      const items = planItems(macs, {
        list: await pbxs.devicesFor(pbx, xapi, macs),
        othersWith: (mac) => store.devices.othersWith(mac, pbxId),
        tryUnlisted,
      });
      const job = await running.run((run) =>
        jobs.start(pbx, items, { reference, retryOf: null }, { ...run, xapi, pace: pbx.pace, sealer }),
      );
      jobs.enforceRetention();
      return { job, items: store.jobs.items(job.id) };
    },
    'jobs:cancel': ({ jobId }) => running.cancel(jobId),
    'jobs:recent': ({ pbxId, limit }) => store.jobs.recent(pbxId, limit),

    'passwords:read-current': async ({ pbxId, mac }) => {
      const pbx = pbxs.withId(pbxId);
      const xapi = await connector.stored(pbx);
      const [item] = planItems([mac], {
        list: await pbxs.devicesFor(pbx, xapi, [mac]),
        othersWith: (each) => store.devices.othersWith(each, pbxId),
        tryUnlisted: true,
      });
      if (item?.problem) throw new RekeyError(item.problem.code, item.problem.facts);
      const password = await xapi.readPassword(mac, keysOf(mac, item?.device ?? null));
      return password === null ? null : { reading: readings.keep(password) };
    },
    'passwords:reveal': ({ ref }) => passwordOf(ref),
    'passwords:copy': async ({ ref }) => {
      const password = await passwordOf(ref);
      if (password !== null) await clipboard.copy(password);
      return { copied: password !== null, clearedAfterSeconds };
    },
  };
}

async function nothingAfter(ms: number): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), ms));
}
