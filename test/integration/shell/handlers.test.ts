import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Mac } from '../../../common/mac.ts';
import type { Pbx } from '../../../common/model.ts';
import { words } from '../../../main/cli/words.ts';
import type { Keychain } from '../../../main/keychain/index.ts';
import { resumeJob } from '../../../main/runs/resume.ts';
import { openServices, type Services } from '../../../main/services/index.ts';
import { createHandlers, type HandlerParts } from '../../../main/shell/ipc/handlers.ts';
import { createReadings } from '../../../main/shell/ipc/readings.ts';
import type { Handlers } from '../../../main/shell/ipc/serve.ts';
import { createRunningFetches } from '../../../main/shell/jobs/running-fetches.ts';
import { createRunningJobs, type RunningJobs } from '../../../main/shell/jobs/running-jobs.ts';
import { createWaitingJobs } from '../../../main/shell/jobs/waiting-jobs.ts';
import { memoryKeychain } from '../../../main/shell/lifecycle/demo.ts';
import { createPendingSetupFile } from '../../../main/shell/lifecycle/pending-setup-file.ts';
import type { DemoPbx } from '../../pbx/index.ts';
import { temporaryFolder } from '../../setup/folder.ts';
import { noDesktop } from '../../setup/no-desktop.ts';
import { startProxy } from '../../setup/proxies.ts';
import { demoPbx, failure, macOf } from '../../setup/xapi.ts';

interface Bench {
  demo: DemoPbx;
  services: Services;
  running: RunningJobs;
  handlers: Handlers;
  pbx: Pbx;
  macs: Mac[];
  run(macs?: Mac[]): Promise<unknown>;
}

/** The handlers for windows, on a demo 3CX that was never signed in to. */
async function bench(
  keychain: Keychain = memoryKeychain(),
  shell: Partial<HandlerParts> = {},
): Promise<Bench> {
  const demo = await demoPbx();
  const services = await openServices(temporaryFolder(), keychain);
  onTestFinished(() => services.close());
  const running = createRunningJobs({
    tell: () => {},
    jobNow: (jobId) => services.store.jobs.get(jobId),
    counts: (jobId) => services.store.jobs.counts(jobId),
    later: () => () => {},
  });
  const waiting = createWaitingJobs({ services, running, tell: () => {}, later: () => () => {} });
  const runningFetches = createRunningFetches({
    services,
    tell: () => {},
    ended: () => {},
    later: () => () => {},
  });
  const handlers = createHandlers({
    services,
    runningFetches,
    openDevicePage: async () => {},
    running,
    waiting,
    settling: { wake: () => {} },
    jobsChanged: () => {},
    readings: createReadings(),
    clipboard: { copy: async () => {}, clearsOnlyInFront: false },
    versions: { app: '0', electron: '0', chromium: '0', node: '0' },
    demo: false,
    readClipboard: async () => '',
    writeClipboard: async () => {},
    showInFolder: () => {},
    applyAppearance: () => {},
    displayLanguage: () => ({ language: 'en', locale: 'en-US' }),
    applyLanguage: () => {},
    words: () => words,
    systemLocale: () => 'en-US',
    forget: (options) => services.forget(options),
    askWhereToSave: async () => null,
    desktop: noDesktop,
    pendingFile: createPendingSetupFile({ ...services, changed: () => {} }),
    askWhichSetupFile: async () => null,
    askForNewSetupFile: async () => null,
    ...shell,
  });
  const pbx = await services.pbxs.add(
    { name: 'Acme', address: demo.url, clientId: demo.clientId, fingerprint: null },
    demo.apiKey,
  );
  const macs = demo.devices.map(macOf);
  return {
    demo,
    services,
    running,
    handlers,
    pbx,
    macs,
    run: async (which = macs.slice(0, 1)) =>
      handlers['jobs:run']({
        pbxId: pbx.id,
        macs: which,
        tryUnlisted: false,
        reference: null,
        retryOf: null,
      }),
  };
}

const hanging: [string, 'token' | 'devices', (path: string) => boolean][] = [
  ['signing in', 'token', (path) => path.includes('token')],
  ['fetching the list', 'devices', (path) => path.includes('Fxs')],
];

test.each(hanging)(
  'a run is cancelled at once while %s hangs, and nothing is created or sent',
  async (_, place, at) => {
    const { demo, services, handlers, pbx, run } = await bench();
    demo.serverFault(place, { kind: 'always', fault: { kind: 'hang', when: 'before' } });
    const asked = demo.nextRequest(({ path }) => at(path));
    const ending = failure(run());
    await asked;
    const before = performance.now();
    await handlers['jobs:cancel']({ pbxId: pbx.id });
    expect((await ending).code).toBe('cancelled');
    // Its request would hang for 30 seconds.
    expect(performance.now() - before).toBeLessThan(20_000);
    expect(services.store.jobs.recent(pbx.id, 10)).toEqual([]);
    expect(demo.requests.filter(({ path }) => path.includes('Regenerate'))).toEqual([]);
  },
  60_000,
);

test('quitting ends a run that has no job yet, and lets none begin', async () => {
  const { demo, services, running, pbx, run } = await bench();
  demo.serverFault('devices', { kind: 'always', fault: { kind: 'hang', when: 'before' } });
  const asked = demo.nextRequest(({ path }) => path.includes('Fxs'));
  const ending = failure(run());
  await asked;
  await running.pauseAll();
  expect((await ending).code).toBe('cancelled');
  demo.serverFault('devices');
  expect((await failure(run())).code).toBe('cancelled');
  expect(services.store.jobs.recent(pbx.id, 10)).toEqual([]);
  expect(demo.regenerated.size).toBe(0);
});

test('one run at a time on a PBX, from its first step on', async () => {
  const { demo, handlers, pbx, run } = await bench();
  demo.serverFault('devices', { kind: 'hang', when: 'before' });
  const asked = demo.nextRequest(({ path }) => path.includes('Fxs'));
  const ending = failure(run());
  await asked;
  expect((await failure(run())).code).toBe('pbx-busy-elsewhere');
  await handlers['jobs:cancel']({ pbxId: pbx.id });
  await ending;
  await run();
  expect(demo.regenerated.size).toBe(1);
});

test('a cancelled job finishes what is in flight and leaves the rest', async () => {
  const { demo, services, handlers, pbx, macs, run } = await bench();
  demo.behaviour.latencyMs = 100;
  services.store.pbxs.setPace(pbx.id, { concurrency: 1, ratePerSecond: null });
  const sent = demo.nextRequest(({ path }) => path.includes('Regenerate'));
  const ending = run(macs.slice(0, 3));
  await sent;
  await handlers['jobs:cancel']({ pbxId: pbx.id });
  await ending;
  const states = services.store.jobs.recent(pbx.id, 10).map(({ item }) => item.state);
  expect(states.sort()).toEqual(['cancelled', 'cancelled', 'succeeded']);
});

test('in another network no kept connection is used, and findings about the old one are discarded', async () => {
  const { services, handlers } = await bench();
  const [demo, proxy] = [await demoPbx({ https: true }), await startProxy()];
  onTestFinished(() => proxy.close());
  vi.stubEnv('HTTPS_PROXY', proxy.url);
  onTestFinished(() => void vi.unstubAllEnvs());
  const pbx = await services.pbxs.add(
    { name: 'Far', address: demo.url, clientId: demo.clientId, fingerprint: demo.fingerprint },
    demo.apiKey,
  );
  await handlers['pbxs:test']({ id: pbx.id, retryRefusedKey: false });
  const { deadProxies } = services.network.lately;
  deadProxies.set('proxy.example:8080', true);
  proxy.forgetTunnels();
  await handlers['app:network-changed'](undefined);
  expect(deadProxies.get('proxy.example:8080')).toBeUndefined();
  const before = performance.now();
  await handlers['pbxs:test']({ id: pbx.id, retryRefusedKey: false });
  // A dead connection would be waited for 10 seconds.
  expect(performance.now() - before).toBeLessThan(9_000);
});

test('what could not be read again is tried at once on another network, and when its PBX was edited', async () => {
  const woken: string[] = [];
  const { demo, handlers, pbx } = await bench(memoryKeychain(), {
    settling: { wake: () => void woken.push('woken') },
  });
  await handlers['app:network-changed'](undefined);
  expect(woken).toHaveLength(1);
  const entry = { name: 'Acme', address: demo.url, clientId: demo.clientId, fingerprint: null };
  await handlers['pbxs:edit']({ id: pbx.id, entry, apiKey: demo.apiKey });
  expect(woken).toHaveLength(2);
});

test('windows read the jobs again once a PBX has another address, or is removed: both drop what was left', async () => {
  const told: number[] = [];
  const { demo, services, handlers, pbx, run } = await bench(memoryKeychain(), {
    jobsChanged: () => void told.push(services.store.fetches.queued(demo.url).length),
  });
  await run();
  const [item] = services.store.jobs.items(1);
  if (!item) throw new Error('no item');
  const entry = { name: 'Acme', address: demo.url, clientId: demo.clientId, fingerprint: null };
  await handlers['pbxs:edit']({ id: pbx.id, entry: { ...entry, name: 'Other' }, apiKey: null });
  expect(told).toEqual([]);
  services.store.fetches.plan([{ itemId: item.id, mac: item.mac }]);
  const address = 'https://pbx.example.com';
  await handlers['pbxs:edit']({ id: pbx.id, entry: { ...entry, address }, apiKey: demo.apiKey });
  expect(told).toEqual([0]);
  await handlers['pbxs:remove']({ id: pbx.id, history: false });
  expect(told).toEqual([0, 0]);
});

test('a run confirmed for one address is not sent to another', async () => {
  const { demo, services, pbx, run } = await bench();
  const other = await demoPbx({ seed: 'another' });
  demo.behaviour.latencyMs = 300;
  const asked = demo.nextRequest(({ path }) => path.includes('Fxs'));
  const ending = failure(run());
  await asked;
  await services.pbxs.edit(pbx, { address: other.url }, other.apiKey);
  expect((await ending).code).toBe('usage');
  expect(demo.regenerated.size + other.regenerated.size).toBe(0);
});

test('a keychain that has not answered does not count as usable, and is asked once until it does', async () => {
  const answer = Promise.withResolvers<void>();
  const memory = memoryKeychain();
  let asked = 0;
  const { handlers } = await bench({
    ...memory,
    async get(account) {
      if (!account.startsWith('data-key ')) return memory.get(account);
      asked += 1;
      await answer.promise;
      return null;
    },
  });
  const problem = async () => (await handlers['app:state'](undefined)).keychainProblem;
  const asking = { code: 'keychain-locked', facts: { reason: 'asking' } };
  expect(await problem()).toMatchObject(asking);
  expect(await problem()).toMatchObject(asking);
  expect(asked).toBe(1);
  answer.resolve();
  expect(await problem()).toBeNull();
  expect(await problem()).toBeNull();
  expect(asked).toBeGreaterThan(1);
});

test('a shorter retention deletes as many passwords as announced, even in a window that was idle for long', async () => {
  const { services, handlers, run } = await bench();
  await run();
  const dayMs = 86_400_000;
  const db = new Database(services.files.database);
  db.prepare('UPDATE items SET ended_at = ended_at - ?').run(10 * dayMs);
  db.close();
  expect(await handlers['passwords:count-older']({ days: 11 })).toBe(0);
  expect(await handlers['passwords:count-older']({ days: 7 })).toBe(1);
  expect(await handlers['settings:set']({ retentionDays: 40 })).toMatchObject({ retentionDays: 40 });
  expect(await handlers['passwords:count-older']({ days: 7 })).toBe(1);
  // Nothing has checked for old passwords since.
  services.store.settings.set('retentionCheckedAt', Date.now() - 8 * dayMs);
  await handlers['settings:set']({ retentionDays: 7 });
  expect(await handlers['passwords:count-older']({ days: 7 })).toBe(0);
});

test('an exported table uses the separator of this computer’s spreadsheets, whatever the language', async () => {
  const path = join(temporaryFolder(), 'job.csv');
  const shell = { askWhereToSave: async () => path, systemLocale: () => 'de-DE' };
  const { services, handlers, run } = await bench(undefined, shell);
  await run();
  const [{ job } = { job: { id: 0 } }] = services.store.jobs.list(1);
  await handlers['jobs:export']({ jobId: job.id, format: 'csv', passwords: false });
  expect(readFileSync(path, 'utf8')).toMatch(/^\u{feff}mac;name;/u);
});

/** A demo user with two desk phones, and their MACs. */
function userWithTwo(demo: DemoPbx): { user: DemoPbx['users'][number]; phones: Mac[] } {
  const user = demo.users.find(({ Phones }) => Phones.length === 2);
  if (!user) throw new Error('nobody has two phones');
  return { user, phones: user.Phones.map(({ MacAddress }) => macOf({ MacAddress: MacAddress ?? '' })) };
}

test('a matched list lists desk phones one by one', async () => {
  const { demo, handlers, pbx, macs } = await bench();
  const { user, phones } = userWithTwo(demo);
  const [one, two] = phones as [Mac, Mac];
  const wanted = [two, macs[0] as Mac, one];
  const matching = await handlers['devices:match']({ pbxId: pbx.id, macs: wanted, refresh: false });
  expect(matching.items.map(({ mac, match }) => [mac, match])).toEqual([
    [two, 'desk-phone'],
    [macs[0], 'listed'],
    [one, 'desk-phone'],
  ]);
  expect(JSON.stringify(matching)).not.toContain(user.DeskphonePassword);
});

test.each([[false], [true]])(
  'the stored list is used if the PBX forbids reading it; refresh: %s',
  async (refresh) => {
    const { demo, handlers, pbx, macs } = await bench();
    const { fetchedAt } = await handlers['devices:refresh']({ pbxId: pbx.id });
    demo.serverFault('devices', { kind: 'always', fault: { kind: 'status', status: 403 } });
    const [mac] = userWithTwo(demo).phones as [Mac, Mac];
    const wanted = { pbxId: pbx.id, macs: [macs[0] as Mac, mac], refresh };
    expect(await handlers['devices:match'](wanted)).toMatchObject({
      items: [{ match: 'listed' }, { match: 'desk-phone' }],
      fetchedAt,
      problem: { code: 'forbidden' },
    });
  },
);

test('desk phones run only if the user confirmed them, and as the same user’s', async () => {
  const { demo, services, handlers, pbx, macs } = await bench();
  const { user, phones } = userWithTwo(demo);
  const before = user.DeskphonePassword;
  const list = {
    pbxId: pbx.id,
    macs: [...phones, macs[0] as Mac],
    tryUnlisted: false,
    reference: null,
    retryOf: null,
  };
  const told = async (deskPhones: { mac: Mac; userId: number }[] | undefined) => {
    const { items } = await handlers['jobs:run']({ ...list, deskPhones });
    return items.map(({ macs: of, state, problem }) => [of.length, state, problem?.code ?? null]);
  };
  const leftOut = [1, 'failed', 'device-is-desk-phone'];
  expect(await told(undefined)).toEqual([leftOut, leftOut, [1, 'succeeded', null]]);
  expect(await told(phones.map((mac) => ({ mac, userId: user.Id + 1 })))).toEqual([
    leftOut,
    leftOut,
    [1, 'succeeded', null],
  ]);
  expect(user.DeskphonePassword).toBe(before);
  expect(await told(phones.map((mac) => ({ mac, userId: user.Id })))).toEqual([
    [2, 'succeeded', null],
    [1, 'succeeded', null],
  ]);
  expect(user.DeskphonePassword).not.toBe(before);
  const [found] = services.store.jobs.find(phones[1] ?? '', 1);
  expect(await handlers['passwords:reveal']({ ref: { item: found?.item.id ?? 0 } })).toBe(
    user.DeskphonePassword,
  );
});

test('a waiting job keeps its confirmed users, and asks if a phone belongs to somebody else', async () => {
  const { demo, services, handlers, pbx } = await bench();
  const { user, phones } = userWithTwo(demo);
  await handlers['devices:refresh']({ pbxId: pbx.id });
  const deskPhones = phones.map((mac) => ({ mac, userId: user.Id }));
  const wait = () =>
    handlers['jobs:wait']({
      pbxId: pbx.id,
      macs: phones,
      tryUnlisted: false,
      reference: null,
      retryOf: null,
      deskPhones,
    });
  const xapi = await services.connector.stored(pbx);
  const continueWaiting = async (id: number) => {
    const job = services.store.jobs.get(id);
    if (!job) throw new Error('no job');
    return resumeJob(services, job, pbx, pbx.url, {
      xapi,
      refuseIfChanged: () => {},
      pace: () => pbx.pace,
      sealer: await services.sealer(),
      signal: new AbortController().signal,
      onEvent: () => {},
    });
  };
  const first = await continueWaiting((await wait()).id);
  expect(first.state).toBe('finished');
  expect(services.store.jobs.items(first.id)).toMatchObject([{ macs: phones, state: 'succeeded' }]);

  const second = await wait();
  const [moved] = user.Phones.splice(1, 1);
  if (moved) demo.users.find(({ Id }) => Id !== user.Id)?.Phones.push(moved);
  const password = user.DeskphonePassword;
  expect(await continueWaiting(second.id)).toMatchObject({
    state: 'paused',
    pauseProblem: { code: 'plan-changed' },
  });
  expect(services.store.jobs.items(second.id)).toMatchObject([{ macs: [phones[0]], state: 'queued' }]);
  expect(user.DeskphonePassword).toBe(password);
});

test('the current password of a desk phone is read only on request', async () => {
  const { demo, handlers, pbx } = await bench();
  const { user, phones } = userWithTwo(demo);
  const [mac] = phones as [Mac, Mac];
  const error = await failure(Promise.resolve(handlers['passwords:read-current']({ pbxId: pbx.id, mac })));
  expect(error.code).toBe('device-is-desk-phone');
  const read = await handlers['passwords:read-current']({ pbxId: pbx.id, mac, deskPhone: true });
  if (!read) throw new Error('nothing was read');
  expect(await handlers['passwords:reveal']({ ref: read })).toBe(user.DeskphonePassword);
  // By another phone of the same user.
  await handlers['jobs:run']({
    pbxId: pbx.id,
    macs: phones.slice(1),
    tryUnlisted: false,
    reference: null,
    retryOf: null,
    deskPhones: [{ mac: phones[1] as Mac, userId: user.Id }],
  });
  expect((await failure(Promise.resolve(handlers['passwords:reveal']({ ref: read })))).code).toBe(
    'password-replaced',
  );
});
