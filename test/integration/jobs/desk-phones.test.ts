/** Desk phones in the engine: one call for each user, and an outcome that only a changed password makes certain. */
import { describe, expect, test } from 'vitest';
import type { Mac } from '../../../common/mac.ts';
import type { Item, Job } from '../../../common/model.ts';
import { pauseReason, planItems, sleepReason } from '../../../main/jobs/index.ts';
import { settlingTimes } from '../../../main/jobs/settling/settlement.ts';
import { type DemoPbxOptions, type DeviceFault, late, nameOfUser } from '../../pbx/index.ts';
import { type EngineBench, engineBench, resume, runOptions } from '../../setup/engine.ts';
import { macOf } from '../../setup/mac.ts';

/** A busy machine must not look like a silent PBX, though many tests wait for one. */
const timeoutMs = 1_000;
const last = settlingTimes.lastReadbackMs;

type PhoneBench = EngineBench & {
  user: EngineBench['pbx']['users'][number];
  phones: Mac[];
  runPhones(more?: Parameters<EngineBench['run']>[0]): Promise<Job>;
  only(job: Job): Item;
  recorded(item: Item): string | null;
  made(): number;
  /** The bodies of the requests for users, with each user. */
  sent(): [string, string][];
};

/** An engine on a PBX whose first user has two desk phones. */
async function phoneBench(options: DemoPbxOptions & { settlesLater?: boolean } = {}): Promise<PhoneBench> {
  const bench = await engineBench({ timeoutMs, ...options });
  const { pbx, jobs, sealer } = bench;
  const [user, other] = pbx.users;
  if (!user || !other?.Phones[0]) throw new Error('no user');
  user.Phones.push({ ...other.Phones[0], Id: 999, MacAddress: '0C383EABCDEF', Name: 'Fanvil X6U' });
  const phones = user.Phones.map(({ MacAddress }) => macOf(MacAddress ?? ''));
  return {
    ...bench,
    user,
    phones,
    runPhones: (more = {}) => bench.run({ macs: phones, deskPhones: true, ...more }),
    only: (job) => bench.items(job)[0] as Item,
    recorded: ({ id }) => jobs.password(id, sealer),
    made: () => pbx.regenerated.get(nameOfUser(user.Id))?.length ?? 0,
    sent: () =>
      pbx.requests
        .filter(({ method, path }) => method === 'POST' && path.includes('/Users'))
        .map(({ path, body }) => [path, body]),
  };
}

const status = (code: number, carryOut = false, body?: string): DeviceFault => ({
  kind: 'status',
  status: code,
  carryOut,
  ...(body === undefined ? {} : { body }),
});

describe('a user with two phones', () => {
  test('is one item and one call; the password is read back, and the previous one is stored', async () => {
    const bench = await phoneBench();
    const before = bench.user.DeskphonePassword;
    const job = await bench.runPhones();
    expect(bench.items(job)).toHaveLength(1);
    const item = bench.only(job);
    expect(item).toMatchObject({
      mac: bench.phones[0],
      macs: bench.phones,
      match: 'desk-phone',
      state: 'succeeded',
      attempts: 1,
      knownBy: 'read-back',
      credentialsSource: 'read-back',
      previousKept: true,
      nextReadback: null,
    });
    expect(item.device).toMatchObject({ kind: 'desk-phone', user: { id: bench.user.Id } });
    expect(item.device?.owner).toContain(bench.user.Number);
    expect(bench.sent()).toEqual([
      [`/xapi/v1/Users(${bench.user.Id})/Pbx.Regenerate`, '{"opts":{"DeskphonePassword":true}}'],
    ]);
    expect([bench.recorded(item), bench.jobs.previousPassword(item.id, bench.sealer)]).toEqual([
      bench.user.DeskphonePassword,
      before,
    ]);
    expect(bench.made()).toBe(1);
    expect(bench.pbx.requests.some(({ path }) => /RegeneratePasswords|SipDevices/.test(path))).toBe(false);
  });

  test('runs with devices in one job, in the order of the list, and the version is read once', async () => {
    const bench = await phoneBench({ users: 12 });
    const others = bench.pbx.users
      .slice(1)
      .flatMap(({ Phones }) => Phones.map((phone) => macOf(phone.MacAddress ?? '')));
    const [device] = bench.macs;
    const wanted = [bench.phones[1], device, ...others, bench.phones[0]] as Mac[];
    const job = await bench.runPhones({ macs: wanted, pace: { concurrency: 4 } });
    const items = bench.items(job);
    expect(items.every(({ state }) => state === 'succeeded')).toBe(true);
    expect(items.slice(0, 2).map(({ macs }) => macs)).toEqual([[bench.phones[1], bench.phones[0]], [device]]);
    const users = new Set(items.flatMap((item) => item.device?.user?.id ?? []));
    expect(users.size).toBe(items.length - 1);
    expect(bench.sent()).toHaveLength(users.size);
    expect(bench.pbx.requests.filter(({ path }) => path.includes('SystemStatus'))).toHaveLength(1);
    for (const item of items) {
      const user = bench.pbx.users.find(({ Id }) => Id === item.device?.user?.id);
      expect(bench.recorded(item)).toBe(user ? user.DeskphonePassword : bench.pbx.devices[0]?.Password);
    }
  });

  test('is left out, one phone at a time, unless requested', async () => {
    const bench = await phoneBench();
    const [device] = bench.macs;
    const job = await bench.run({ macs: [...bench.phones, device as Mac] });
    expect(
      bench.items(job).map(({ state, problem, macs }) => [state, problem?.code ?? null, macs.length]),
    ).toEqual([
      ['failed', 'device-is-desk-phone', 1],
      ['failed', 'device-is-desk-phone', 1],
      ['succeeded', null, 1],
    ]);
    expect(bench.sent()).toEqual([]);
  });
});

describe('the form of the call', () => {
  test('depends on the version: 20.0.4', async () => {
    const bench = await phoneBench({ behaviour: { version: '20.0.4.700' } });
    expect(bench.only(await bench.runPhones())).toMatchObject({ state: 'succeeded', knownBy: 'read-back' });
    expect(bench.sent().map(([, body]) => body)).toEqual(['{"DeskphonePassword":true}']);
  });

  test.each([
    ['the API client may not see it', { versionShown: 'nowhere' }, {}],
    ['it is none that is known', { version: 'Lion' }, { version: 'Lion' }],
  ] as const)('is unknown: %s', async (_, behaviour, facts) => {
    const bench = await phoneBench({ behaviour });
    const [device] = bench.macs;
    const job = await bench.runPhones({ macs: [...bench.phones, device as Mac] });
    expect(bench.items(job)).toMatchObject([
      { state: 'failed', attempts: 0, knownBy: null, problem: { code: 'pbx-version-unknown', facts } },
      { state: 'succeeded' },
    ]);
    expect(bench.sent()).toEqual([]);
  });

  test('is known from the header alone', async () => {
    const bench = await phoneBench({ behaviour: { versionShown: 'header' } });
    expect(bench.only(await bench.runPhones()).state).toBe('succeeded');
  });

  test('is not guessed while the version cannot be read: it is read again, later', async () => {
    const bench = await phoneBench();
    const job = await bench.runPhones({
      before: () => bench.pbx.serverFault('status', status(503), status(503)),
    });
    expect(bench.only(job)).toMatchObject({ state: 'succeeded', attempts: 3 });
    expect(bench.sent()).toHaveLength(1);
  });

  test('a PBX with another version than reported rejects it, and is not sent the other form', async () => {
    const bench = await phoneBench();
    const job = await bench.runPhones({
      before() {
        bench.pbx.serverFault('status', { kind: 'edit', edit: (body) => ({ ...body, Version: '20.0.4.1' }) });
      },
    });
    expect(bench.only(job)).toMatchObject({
      state: 'failed',
      knownBy: 'answered',
      problem: { code: 'request-refused', facts: { pbxSays: expect.stringContaining('not valid') } },
    });
    expect(bench.sent()).toHaveLength(1);
    expect(bench.made()).toBe(0);
  });
});

describe('204, and nothing shows that there is a new password', () => {
  test('a PBX that ignores unknown properties: uncertain, read again, and never sent twice', async () => {
    const bench = await phoneBench({ behaviour: { unknownProperties: 'ignored' } });
    const before = bench.user.DeskphonePassword;
    const job = await bench.runPhones({
      before() {
        bench.pbx.serverFault('status', { kind: 'edit', edit: (body) => ({ ...body, Version: '20.0.4.1' }) });
      },
    });
    const item = bench.only(job);
    expect(item).toMatchObject({
      state: 'uncertain',
      problem: { code: 'password-unchanged' },
      credentialsSource: 'read-back',
      nextReadback: { kind: 'last' },
    });
    expect(bench.recorded(item)).toBe(before);
    await bench.settle(last);
    expect(bench.only(job)).toMatchObject({ state: 'uncertain', nextReadback: null });
    expect(bench.sent()).toHaveLength(1);
  });

  test('the previous password was not read: never certain, even with a new one', async () => {
    const bench = await phoneBench();
    bench.pbx.scriptReadUser(bench.user.Id, status(403));
    const job = await bench.runPhones();
    const item = bench.only(job);
    expect(item).toMatchObject({
      state: 'uncertain',
      knownBy: null,
      problem: { code: 'outcome-uncertain', facts: { reason: 'accepted' } },
      credentialsSource: 'read-back',
      nextReadback: null,
    });
    expect(bench.recorded(item)).toBe(bench.user.DeskphonePassword);
  });

  test.each([
    ['changed', false, 'succeeded', 'settled', undefined],
    ['unchanged', true, 'uncertain', null, 'password-unchanged'],
  ] as const)(
    'it cannot be read back at first; a minute later it is %s',
    async (_, ignores, state, knownBy, code) => {
      const bench = await phoneBench();
      bench.pbx.scriptReadUser(bench.user.Id, { kind: 'none' }, status(500));
      if (ignores) bench.pbx.scriptUser(bench.user.Id, status(204));
      const job = await bench.runPhones();
      const item = bench.only(job);
      expect(item).toMatchObject({
        state,
        knownBy,
        credentialsSource: 'read-back',
        nextReadback: { kind: 'last' },
      });
      expect(item.problem?.code).toBe(code);
      expect(bench.recorded(item)).toBe(bench.user.DeskphonePassword);
      expect(bench.sent()).toHaveLength(1);
    },
  );

  test('it can never be read: uncertain, without a password, after a last reading', async () => {
    const bench = await phoneBench();
    const job = await bench.runPhones({
      before() {
        void bench.pbx
          .nextRequest(({ path }) => path.includes('Pbx.Regenerate'))
          .then(() => bench.pbx.serverFault('user', { kind: 'always', fault: status(500) }));
      },
    });
    expect(bench.only(job)).toMatchObject({
      state: 'uncertain',
      problem: { facts: { reason: 'accepted' } },
      credentialsSource: null,
      nextReadback: { kind: 'last' },
    });
    await bench.settle(last);
    expect(bench.only(job)).toMatchObject({
      state: 'uncertain',
      credentialsSource: null,
      nextReadback: null,
    });
  });

  test('the PBX shows the old password for ten seconds', async () => {
    const bench = await phoneBench();
    const before = bench.user.DeskphonePassword;
    const stale = { kind: 'edit', edit: (body: object) => ({ ...body, DeskphonePassword: before }) } as const;
    const job = await bench.runPhones({
      before() {
        void bench.pbx
          .nextRequest(({ path }) => path.includes('Pbx.Regenerate'))
          .then(() => {
            bench.pbx.serverFault('user', { kind: 'always', fault: stale });
            bench.after(10_000, () => bench.pbx.serverFault('user'));
          });
      },
    });
    const item = bench.only(job);
    expect(item).toMatchObject({ state: 'succeeded', knownBy: 'settled' });
    expect([bench.recorded(item), bench.made()]).toEqual([bench.user.DeskphonePassword, 1]);
  });

  test('secrets are hidden: uncertain, and asterisks do not count as a password', async () => {
    const bench = await phoneBench();
    const hide = (body: object) => ({ ...body, DeskphonePassword: '********' });
    bench.pbx.serverFault('user', { kind: 'always', fault: { kind: 'edit', edit: hide } });
    expect(bench.only(await bench.runPhones())).toMatchObject({
      state: 'uncertain',
      credentialsSource: null,
      problem: { facts: { reason: 'accepted' } },
    });
  });
});

test('a phone that is another user’s by now: what is settled is the request that was sent for its user then', async () => {
  const bench = await phoneBench();
  bench.pbx.scriptUser(bench.user.Id, status(500));
  const stopping = new AbortController();
  const job = await bench.runPhones({
    signal: stopping.signal,
    onEvent(event) {
      if (event.type === 'item' && event.item.state === 'queued') stopping.abort(pauseReason);
    },
  });
  expect(bench.only(job).state).toBe('queued');
  bench.jobs.wait(job.id);
  const waiting = bench.store.jobs.get(job.id) as Job;
  const [, other] = bench.pbx.users;
  other?.Phones.push(...bench.user.Phones.splice(0));
  const list = await bench.client.listDevices();
  const options = { list, othersWith: () => [], tryUnlisted: false, deskPhones: 'all' } as const;
  const fresh = planItems(bench.phones, options);
  expect(fresh[0]?.device?.user?.id).toBe(other?.Id);
  await bench.jobs.continueWaiting(waiting, bench.pbx.url, fresh, runOptions(bench));
  expect(bench.only(job)).toMatchObject({ state: 'uncertain', device: { user: { id: bench.user.Id } } });
  await bench.settle(settlingTimes.secondReadbackMs);
  expect(bench.only(job)).toMatchObject({ state: 'failed', problem: { code: 'not-carried-out' } });
});

/** Every answer that is not clear, with both truths behind it. */
const unclear: [string, (carriedOut: boolean) => DeviceFault][] = [
  ['an empty 500', (carriedOut) => status(500, carriedOut, '')],
  ['a 500 of a gateway', (carriedOut) => status(500, carriedOut, '{"error":"upstream"}')],
  ['408', (carriedOut) => status(408, carriedOut)],
  ['502', (carriedOut) => status(502, carriedOut, '<html>Bad gateway')],
  ['504', (carriedOut) => status(504, carriedOut, '')],
  ['a reset', (carriedOut) => ({ kind: 'reset', when: carriedOut ? 'after' : 'before' })],
  ['silence', (carriedOut) => ({ kind: 'hang', when: carriedOut ? 'after' : 'before' })],
];

describe('no clear answer', () => {
  test.each(unclear)('%s, carried out: succeeded, by comparison', async (_, faultOf) => {
    const bench = await phoneBench();
    bench.pbx.scriptUser(bench.user.Id, faultOf(true));
    const job = await bench.runPhones();
    const item = bench.only(job);
    expect(item).toMatchObject({
      state: 'succeeded',
      attempts: 1,
      knownBy: 'settled',
      nextReadback: { kind: 'last' },
    });
    expect([bench.recorded(item), bench.made()]).toEqual([bench.user.DeskphonePassword, 1]);
    await bench.settle(last);
    expect(bench.only(job)).toMatchObject({ state: 'succeeded', nextReadback: null, revisedAt: null });
  });

  test.each(unclear)(
    '%s, not carried out: failed, but not before a minute has passed',
    async (_, faultOf) => {
      const bench = await phoneBench();
      bench.pbx.scriptUser(bench.user.Id, faultOf(false));
      const job = await bench.runPhones();
      expect(bench.only(job)).toMatchObject({
        state: 'failed',
        attempts: 1,
        knownBy: 'settled',
        credentialsSource: null,
        problem: { code: 'not-carried-out' },
        nextReadback: { kind: 'last' },
      });
      expect(bench.waited()).toBeGreaterThanOrEqual(settlingTimes.secondReadbackMs - 10_000);
      expect(bench.sent()).toHaveLength(1);
      await bench.settle(last);
      expect(bench.only(job)).toMatchObject({ state: 'failed', nextReadback: null });
    },
  );

  test('a 500 of the PBX itself, not carried out: sent again in the same form, after another reading', async () => {
    const bench = await phoneBench();
    bench.pbx.scriptUser(bench.user.Id, status(500));
    const item = bench.only(await bench.runPhones());
    expect(item).toMatchObject({ state: 'succeeded', attempts: 2, knownBy: 'read-back' });
    expect(new Set(bench.sent().map(([, body]) => body)).size).toBe(1);
    expect(bench.made()).toBe(1);
  });

  test('carried out long after its answer: the last reading records it', async () => {
    const bench = await phoneBench();
    bench.pbx.scriptUser(bench.user.Id, { kind: 'hang', when: 'before' });
    const job = await bench.runPhones({
      before: () =>
        bench.after(90_000, () => {
          bench.user.DeskphonePassword = 'made-much-later';
        }),
    });
    expect(bench.only(job).state).toBe('failed');
    await bench.settle(last);
    const item = bench.only(job);
    expect(item).toMatchObject({ state: 'succeeded', knownBy: 'settled', nextReadback: null });
    expect([bench.recorded(item), item.revisedAt === null]).toEqual(['made-much-later', false]);
  });
});

describe('rejected', () => {
  test.each([
    ['400', status(400), 'request-refused', 1],
    ['403', status(403), 'forbidden', 1],
    ['404', status(404), 'device-not-found', 1],
    ['409', status(409), 'request-refused', 1],
  ])('%s: failed at once', async (_, fault, code, attempts) => {
    const bench = await phoneBench();
    bench.pbx.scriptUser(bench.user.Id, fault);
    const job = await bench.runPhones();
    expect(bench.only(job)).toMatchObject({
      state: 'failed',
      attempts,
      knownBy: 'answered',
      problem: { code },
    });
    expect([bench.sent().length, bench.made(), job.state]).toEqual([1, 0, 'finished']);
  });

  test.each([429, 503])('%i: certainly not carried out, so retried', async (code) => {
    const bench = await phoneBench();
    bench.pbx.scriptUser(bench.user.Id, status(code));
    expect(bench.only(await bench.runPhones())).toMatchObject({ state: 'succeeded', attempts: 2 });
    expect([bench.sent().length, bench.made()]).toEqual([2, 1]);
  });

  test('an API client that can’t read users does not know desk phones: their MACs are tried as devices', async () => {
    const bench = await phoneBench({ behaviour: { usersPermitted: false } });
    const job = await bench.runPhones();
    expect(bench.items(job).map(({ match, device, problem }) => [match, device, problem?.code])).toEqual([
      ['not-listed', null, 'device-not-found'],
      ['not-listed', null, 'device-not-found'],
    ]);
    expect(bench.sent()).toEqual([]);
  });
});

describe('its run was interrupted', () => {
  /** The process dies after the item was noted, before or after the PBX carried it out. */
  async function dies(carriedOut: boolean): Promise<{ bench: PhoneBench; job: Job }> {
    const bench = await phoneBench();
    const fault = late();
    bench.pbx.scriptUser(bench.user.Id, fault);
    const stopping = new AbortController();
    let job: Job | null = null;
    const running = bench.runPhones({
      signal: stopping.signal,
      onEvent(event) {
        if (event.type === 'started') job = event.job;
      },
    });
    await bench.pbx.nextRequest(({ path }) => path.includes('Pbx.Regenerate'));
    const begun = job as unknown as Job;
    bench.store.jobs.interrupt(begun.id);
    if (carriedOut) {
      fault.release();
      await fault.done;
    } else bench.pbx.dropConnections();
    // Anything that the dead run would record meets an unexpected state.
    await running.catch(() => {});
    return { bench, job: begun };
  }

  test.each([
    [true, 'succeeded'],
    [false, 'failed'],
  ])('carried out %s: read by the next run, compared, and %s', async (carriedOut, state) => {
    const { bench, job } = await dies(carriedOut);
    expect(bench.only(job)).toMatchObject({ state: 'uncertain', nextReadback: { kind: 'first' } });
    await resume(bench, job);
    const item = bench.only(job);
    expect(item).toMatchObject({ state, knownBy: 'settled' });
    if (carriedOut) expect(bench.recorded(item)).toBe(bench.user.DeskphonePassword);
    expect(bench.sent()).toHaveLength(1);
  });

  test('before it was sent: it continues, with the same user', async () => {
    const bench = await phoneBench();
    const stopping = new AbortController();
    const job = await bench.runPhones({
      signal: stopping.signal,
      onEvent(event) {
        if (event.type === 'started') stopping.abort(sleepReason);
      },
    });
    expect(job.state).toBe('waiting');
    expect(bench.only(job)).toMatchObject({ state: 'queued', attempts: 0, macs: bench.phones });
    expect(bench.sent()).toEqual([]);
  });
});

describe('a later job', () => {
  test('replaces a user’s password, whichever phone it was listed by', async () => {
    const bench = await phoneBench();
    const [one, two] = bench.phones as [Mac, Mac];
    const first = await bench.runPhones({ macs: [one] });
    const second = await bench.runPhones({ macs: [two] });
    expect(bench.only(first)).toMatchObject({ surelyReplaced: true, replacedAt: expect.any(String) });
    expect(bench.only(second)).toMatchObject({ surelyReplaced: false, replacedAt: null });
    // Other users have their own password.
    const others = bench.pbx.users[1]?.Phones[0]?.MacAddress ?? '';
    await bench.runPhones({ macs: [macOf(others), bench.macs[0] as Mac] });
    expect(bench.only(second)).toMatchObject({ surelyReplaced: false, replacedAt: null });
  });

  test('completes a desk phone that was left out before', async () => {
    const bench = await phoneBench();
    const [one, two] = bench.phones as [Mac, Mac];
    const first = await bench.run({ macs: [one, bench.macs[0] as Mac] });
    await bench.runPhones({ macs: [two] });
    expect(bench.only(first)).toMatchObject({ state: 'failed', surelyReplaced: true });
  });

  test('is checked again after an unclear request of an earlier one, for the same user', async () => {
    const bench = await phoneBench();
    const [one, two] = bench.phones as [Mac, Mac];
    bench.pbx.scriptUser(bench.user.Id, { kind: 'hang', when: 'before' });
    await bench.runPhones({ macs: [one] });
    const second = await bench.runPhones({ macs: [two] });
    expect(bench.only(second)).toMatchObject({ state: 'succeeded', nextReadback: { kind: 'last' } });
  });

  test('does not read what it replaced', async () => {
    const bench = await phoneBench({ settlesLater: true });
    const [one, two] = bench.phones as [Mac, Mac];
    bench.pbx.scriptUser(bench.user.Id, { kind: 'reset', when: 'after' });
    const first = await bench.runPhones({ macs: [one] });
    expect(bench.only(first).nextReadback).not.toBeNull();
    await bench.runPhones({ macs: [two] });
    expect(bench.only(first).nextReadback).toBeNull();
    expect(bench.store.jobs.readbacks().filter(({ jobId }) => jobId === first.id)).toEqual([]);
  });
});

test('a user’s result is found by each MAC of the list', async () => {
  const bench = await phoneBench();
  const job = await bench.runPhones();
  for (const mac of bench.phones)
    expect(bench.store.jobs.find(mac, 10).map(({ item }) => item.id)).toEqual([bench.only(job).id]);
  expect(bench.store.jobs.find(bench.user.LastName ?? '', 10)).toHaveLength(1);
});

test('without a keychain the password is shown, not stored, and still compared', async () => {
  const bench = await phoneBench();
  const job = await bench.runPhones({ sealed: false });
  expect(bench.only(job)).toMatchObject({ state: 'succeeded', knownBy: 'read-back', credentialsKept: false });
  expect(bench.events.flatMap((event) => (event.type === 'password' ? [event.password] : []))).toEqual([
    bench.user.DeskphonePassword,
  ]);
});
