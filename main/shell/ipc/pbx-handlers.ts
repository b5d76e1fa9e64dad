import type { pbxCalls } from '../../../common/ipc/pbxs.ts';
import type { Settling } from '../../jobs/settling/settling.ts';
import type { Waiting } from '../../jobs/waiting/waiting.ts';
import type { Services } from '../../services/index.ts';
import type { HandlersOf } from './serve.ts';

export interface PbxHandlerParts {
  services: Services;
  waiting: Waiting;
  settling: Pick<Settling, 'wake'>;
  /** Has the windows read the jobs again. */
  jobsChanged(): void;
}

/** Handles calls about PBXs. */
export function createPbxHandlers({
  services,
  waiting,
  settling,
  jobsChanged,
}: PbxHandlerParts): HandlersOf<typeof pbxCalls> {
  const { pbxs, store } = services;
  return {
    'pbxs:add': async ({ entry, apiKey }) => {
      const pbx = await pbxs.add(entry, apiKey);
      store.settings.set('selectedPbxId', pbx.id);
      return pbx;
    },
    'pbxs:edit': async ({ id, entry, apiKey }) => {
      const before = pbxs.withId(id);
      const pbx = await pbxs.edit(before, entry, apiKey);
      // Pending readings and fetch requests of the former address were dropped.
      if (pbx.url !== before.url) jobsChanged();
      // A job waiting for it may need a decision now; and what could not be read may be readable.
      waiting.check();
      settling.wake();
      return pbx;
    },
    'pbxs:set-pace': ({ id, pace }) => {
      store.pbxs.setPace(pbxs.withId(id).id, pace);
      return pbxs.withId(id);
    },
    'pbxs:remove': async ({ id, history }) => {
      await pbxs.remove(pbxs.withId(id), { history });
      // A job may have been waiting for it.
      waiting.check();
      jobsChanged();
    },
    'pbxs:count-jobs': ({ id }) => store.jobs.countOf(id),
    'pbxs:select': ({ id }) => store.settings.set('selectedPbxId', pbxs.withId(id).id),
    'pbxs:test': ({ id, retryRefusedKey }) => pbxs.test(pbxs.withId(id), { retryRefusedKey }),
    'pbxs:test-entry': ({ id, entry, apiKey, retryRefusedKey }) =>
      pbxs.testEntry(id === null ? null : pbxs.withId(id), entry, apiKey, { retryRefusedKey }),
  };
}
