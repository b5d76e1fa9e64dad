import type { Item, Job } from '../../common/model.ts';
import { macOf } from './mac.ts';

const mac = macOf('000B82101EEF');

/** A queued item of a job, as the store returns it. */
export const queuedItem: Item = {
  id: 1,
  position: 0,
  mac,
  macs: [mac],
  match: 'listed',
  device: null,
  state: 'queued',
  attempts: 0,
  problem: null,
  notBefore: null,
  endedAt: null,
  credentialsSource: null,
  credentialsKept: false,
  credentialsLost: false,
  knownBy: null,
  nextReadback: null,
  revisedAt: null,
  previousKept: false,
  replacedAt: null,
  surelyReplaced: false,
};

const at = '2026-01-01T10:00:00Z';

/** A finished job, as the store returns it. */
export const finishedJob: Job = {
  id: 7,
  pbxId: 'a',
  pbxName: 'Acme',
  pbxUrl: 'https://acme.example',
  state: 'finished',
  pauseProblem: null,
  waiting: null,
  reference: null,
  retryOf: null,
  user: 'ann',
  createdAt: at,
  startedAt: at,
  endedAt: at,
};
