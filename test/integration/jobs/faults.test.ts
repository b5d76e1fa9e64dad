/** The outcome of a job with every fault that the demo PBX can inject: alone, and mixed. */
import { describe, expect, test } from 'vitest';
import type { Item } from '../../../common/model.ts';
import { type DemoPbx, type DeviceFault, late, type ServerFault } from '../../pbx/index.ts';
import { createSeeded } from '../../pbx/seeded.ts';
import { type EngineBench, engineBench } from '../../setup/engine.ts';

interface Row {
  what: string;
  /** What happens when the job begins: its devices are listed, and it has a token. */
  meddle: Meddle;
  /** For each of the three devices: state, attempts, error code; `read` for a password read back. */
  items: [string, string, string];
  /** The state, and why it paused. */
  job: string;
  /** Sign-ins that the PBX saw, including the one for the list. */
  signIns: number;
  https?: boolean;
  /** If the fault affects only the first device: so that faults of several devices can be mixed. */
  faults?: DeviceFault[];
}

/** A busy machine must not look like a silent PBX. */
const timeoutMs = 1500;

type Meddle = (bench: EngineBench) => void | Promise<void>;

const fine = 'succeeded 1';
/** Not answered, but certain: the PBX has a different password than before. */
const settled = 'succeeded 1 read';
/** Not carried out: its password is still the same a minute later. */
const notDone = 'failed 1 not-carried-out';
const untouched = 'queued 0';

/** The outcome of the other devices when only one has a fault: unaffected. */
function alone(what: string, faults: DeviceFault[], first: string, signIns = 1): Row {
  const meddle: Meddle = ({ pbx }) => pbx.script(pbx.devices[0]?.MacAddress ?? '', ...faults);
  return { what, meddle, items: [first, fine, fine], job: 'finished', signIns, faults };
}

/** A fault of one device after which the whole job pauses. */
function pausing(what: string, fault: DeviceFault, first: string, code: string): Row {
  return { ...alone(what, [fault], first), items: [first, untouched, untouched], job: `paused ${code}` };
}

const status = (code: number, more: object = {}): DeviceFault => ({ kind: 'status', status: code, ...more });
const retryAfter = (seconds: number): object => ({ headers: { 'retry-after': `${seconds}` } });
const always = (fault: DeviceFault): ServerFault => ({ kind: 'always', fault });
const everywhere =
  (fault: ServerFault): Meddle =>
  ({ pbx }) =>
    pbx.serverFault('everywhere', fault);

/** Every kind of fault of a request. A kind that is added to the demo but not here does not compile. */
const faults: Record<ServerFault['kind'], Row[]> = {
  none: [alone('no fault', [{ kind: 'none' }], fine)],
  status: [
    alone('204, carried out', [status(204, { carryOut: true })], 'succeeded 1 read'),
    alone('400', [status(400)], 'failed 1 request-refused'),
    alone('401 by another server', [status(401)], fine),
    alone('403', [status(403)], 'failed 1 forbidden'),
    alone('404', [status(404)], 'failed 1 device-not-found'),
    pausing('404 as a web page', status(404, { body: '<html>' }), 'queued 1 not-a-3cx', 'not-a-3cx'),
    alone('408', [status(408)], notDone),
    alone('409', [status(409)], 'failed 1 request-refused'),
    alone('429', [status(429)], 'succeeded 2'),
    alone('429, with a wait', [status(429, retryAfter(7))], 'succeeded 2'),
    pausing(
      '503, a wait that is absurd',
      status(503, { headers: { 'retry-after': '9'.repeat(400) } }),
      'queued 1 pbx-error',
      'pbx-error',
    ),
    alone('503, a wait that is none', [status(503, { headers: { 'retry-after': '-1e9' } })], 'succeeded 2'),
    alone('429, four times', Array(4).fill(status(429)), 'succeeded 5'),
    alone('429, five times', Array(5).fill(status(429)), 'failed 5 rate-limited'),
    pausing('429, a long wait', status(429, retryAfter(600)), 'queued 1 rate-limited', 'rate-limited'),
    alone('500', [status(500)], 'succeeded 2'),
    alone('500 without a word of the PBX', [status(500, { body: '' })], notDone),
    alone('500 of something else', [status(500, { body: '{"error":"upstream"}' })], notDone),
    alone('500, for ever', Array(5).fill(status(500)), 'failed 5 not-carried-out'),
    alone('500, carried out', [status(500, { carryOut: true })], settled),
    alone('502, carried out', [status(502, { carryOut: true, body: '<html>Bad gateway' })], settled),
    alone('503', [status(503)], 'succeeded 2'),
    alone('503, with a wait', [status(503, retryAfter(7))], 'succeeded 2'),
    alone('503, five times', Array(5).fill(status(503)), 'failed 5 pbx-error'),
    alone('502', [status(502)], notDone),
    alone('504', [status(504)], notDone),
    alone('504, carried out', [status(504, { carryOut: true })], settled),
  ],
  reset: [
    alone('reset before', [{ kind: 'reset', when: 'before' }], notDone),
    alone('reset after', [{ kind: 'reset', when: 'after' }], settled),
  ],
  hang: [
    alone('silence before', [{ kind: 'hang', when: 'before' }], notDone),
    alone('silence after', [{ kind: 'hang', when: 'after' }], settled),
  ],
  late: [alone('carried out too late', [late()], notDone)],
  html: [
    pausing('a page', { kind: 'html' }, notDone, 'not-a-3cx'),
    pausing('a page, carried out', { kind: 'html', carryOut: true }, settled, 'not-a-3cx'),
  ],
  truncated: [alone('half a reply', [{ kind: 'truncated' }], settled)],
  'not-json': [alone('no JSON', [{ kind: 'not-json' }], settled)],
  huge: [alone('a reply without an end', [{ kind: 'huge' }], settled)],
  redirect: [pausing('redirected', { kind: 'redirect' }, notDone, 'not-a-3cx')],
  unauthorized: [
    alone('401, once', [{ kind: 'unauthorized' }], fine),
    alone('401, although the token is good', Array(2).fill({ kind: 'unauthorized' }), 'failed 1 forbidden'),
    {
      what: '401, for ever',
      meddle: ({ pbx }) => pbx.serverFault('regenerate', always({ kind: 'unauthorized' })),
      items: ['failed 1 forbidden', 'failed 1 forbidden', 'failed 1 forbidden'],
      job: 'finished',
      signIns: 1,
    },
  ],
  'slow-body': [
    alone('a slow reply', [{ kind: 'slow-body', intervalMs: 1, bytes: 50 }], fine),
    alone('a reply too slow', [{ kind: 'slow-body', intervalMs: 400, bytes: 1 }], settled),
  ],
  null: [alone('accepted without details', [{ kind: 'null' }], 'succeeded 1 read')],
  'no-password': [alone('accepted without a password', [{ kind: 'no-password' }], 'succeeded 1 read')],
  'wrong-device': [alone('another device’s reply', [{ kind: 'wrong-device' }], settled)],
  'short-page': [listed('a short page', { kind: 'short-page', entries: 1 })],
  'without-mac': [listed('entries without MAC', { kind: 'without-mac' })],
  'hostile-names': [listed('hostile names', { kind: 'hostile-names' })],
  edit: [
    {
      what: 'a password that is no text',
      meddle: ({ pbx }) =>
        pbx.serverFault('regenerate', { kind: 'edit', edit: (body) => ({ ...body, Password: 7 }) }),
      items: [settled, fine, fine],
      job: 'finished',
      signIns: 1,
    },
    listed('a list with strange fields', {
      kind: 'edit',
      edit: (body) => ({ ...body, value: [...(body.value as unknown[]), null, 7, { MacAddress: [] }] }),
    }),
  ],
  'captive-portal': [
    {
      what: 'a portal’s page',
      meddle: everywhere({ kind: 'captive-portal' }),
      items: ['uncertain 1 outcome-uncertain', untouched, untouched],
      job: 'paused not-a-3cx',
      signIns: 1,
    },
    {
      what: 'a redirect to a portal',
      meddle: everywhere({ kind: 'captive-portal', redirectTo: 'http://portal.example/' }),
      items: ['uncertain 1 outcome-uncertain', untouched, untouched],
      job: 'paused not-a-3cx',
      signIns: 1,
    },
  ],
  maintenance: [
    {
      what: 'maintenance, soon over',
      meddle: everywhere({ kind: 'maintenance', retryAfter: 9 }),
      items: ['queued 2 pbx-error', 'queued 2 pbx-error', 'queued 1 pbx-error'],
      job: 'paused pbx-error',
      signIns: 1,
    },
    {
      what: 'maintenance, for an hour',
      meddle: everywhere({ kind: 'maintenance', retryAfter: 3600 }),
      items: ['queued 1 pbx-error', untouched, untouched],
      job: 'paused pbx-error',
      signIns: 1,
    },
  ],
  'web-server': [
    {
      what: 'another web server',
      meddle: everywhere({ kind: 'web-server' }),
      items: ['queued 1 not-a-3cx', untouched, untouched],
      job: 'paused not-a-3cx',
      signIns: 1,
    },
  ],
  always: [
    {
      what: 'every device puts off',
      meddle: ({ pbx }) => pbx.serverFault('regenerate', always(status(429))),
      items: ['queued 3 rate-limited', 'queued 1 rate-limited', 'queued 1 rate-limited'],
      job: 'paused rate-limited',
      signIns: 1,
    },
    {
      what: 'every device is refused',
      meddle: ({ pbx }) => pbx.serverFault('regenerate', always(status(403))),
      items: ['failed 1 forbidden', 'failed 1 forbidden', 'failed 1 forbidden'],
      job: 'finished',
      signIns: 1,
    },
    {
      what: 'no password can be read back',
      meddle({ pbx }) {
        pbx.serverFault('regenerate', always({ kind: 'null' }));
        pbx.serverFault('device', always(status(500)));
      },
      items: [fine, fine, fine],
      job: 'finished',
      signIns: 1,
    },
  ],
};

/** A list with faults: the devices are still given. */
function listed(what: string, fault: ServerFault): Row {
  const meddle: Meddle = async ({ pbx, client }) => {
    pbx.serverFault('devices', fault);
    await client.listDevices();
  };
  return { what, meddle, items: [fine, fine, fine], job: 'finished', signIns: 1 };
}

/** The demo PBX's members that are not faults; its other methods inject one. */
type NoFault =
  | 'script'
  | 'scriptRead'
  | 'scriptUser'
  | 'scriptReadUser'
  | 'serverFault'
  | 'unblock'
  | 'deviceFetches'
  | 'linkSecrets'
  | 'onExchange'
  | 'nextRequest'
  | 'nextTurnedAway';
type Methods = {
  [Name in keyof DemoPbx]: DemoPbx[Name] extends (...args: never[]) => unknown ? Name : never;
}[keyof DemoPbx];

/** What can happen to a whole PBX. One that is added to the demo but not here does not compile. */
const events: Record<Exclude<Methods, NoFault>, Row[]> = {
  evictToken: [
    {
      what: 'the token is taken away',
      meddle: ({ pbx }) => pbx.evictToken(),
      items: [fine, fine, fine],
      job: 'finished',
      signIns: 2,
    },
    {
      what: 'the token is taken away, and the sign-in put off',
      meddle({ pbx }) {
        pbx.evictToken();
        pbx.serverFault('token', status(503), status(429));
      },
      items: [fine, fine, fine],
      job: 'finished',
      signIns: 4,
    },
    {
      what: 'the token is taken away, and the sign-in is unavailable for a while',
      meddle({ pbx }) {
        pbx.evictToken();
        pbx.serverFault('token', status(400, { body: '{"error":"temporarily_unavailable"}' }));
      },
      items: [fine, fine, fine],
      job: 'finished',
      signIns: 3,
    },
    {
      what: 'the token is taken away, and the sign-in is not allowed',
      meddle({ pbx }) {
        pbx.evictToken();
        pbx.serverFault('token', status(400, { body: '{"error":"unauthorized_client"}' }));
      },
      items: [untouched, untouched, untouched],
      job: 'paused sign-in-denied',
      signIns: 2,
    },
    {
      what: 'the token is taken away, and the new one fits in no header',
      meddle({ pbx }) {
        pbx.evictToken();
        pbx.serverFault('token', { kind: 'edit', edit: (body) => ({ ...body, access_token: 'a\u0000' }) });
      },
      items: [untouched, untouched, untouched],
      job: 'paused not-a-3cx',
      signIns: 2,
    },
    {
      what: 'the token is taken away, and the reply to the sign-in has no end',
      meddle({ pbx }) {
        pbx.evictToken();
        pbx.serverFault('token', { kind: 'huge' });
      },
      items: [fine, fine, fine],
      job: 'finished',
      signIns: 3,
    },
    {
      what: 'the token is taken away, and a page is in the sign-in’s place',
      meddle({ pbx }) {
        pbx.evictToken();
        pbx.serverFault('token', { kind: 'html' });
      },
      items: [untouched, untouched, untouched],
      job: 'paused not-a-3cx',
      signIns: 2,
    },
    {
      what: 'the token is taken away, and the sign-in is silent',
      meddle({ pbx }) {
        pbx.evictToken();
        pbx.serverFault('token', always({ kind: 'hang', when: 'before' }));
      },
      items: [untouched, untouched, untouched],
      job: 'paused pbx-unreachable',
      signIns: 4,
    },
  ],
  setApiKey: [
    {
      what: 'another key: nothing changes while the token lasts',
      meddle: ({ pbx }) => pbx.setApiKey('another'),
      items: [fine, fine, fine],
      job: 'finished',
      signIns: 1,
    },
    {
      what: 'another key, and the token is taken away',
      meddle({ pbx }) {
        pbx.setApiKey('another');
        pbx.evictToken();
      },
      items: [untouched, untouched, untouched],
      job: 'paused sign-in-refused',
      signIns: 2,
    },
  ],
  setClock: [
    {
      what: 'the PBX’s clock is set back: the token is good for longer',
      meddle: ({ pbx }) => pbx.setClock(-3_600_000),
      items: [fine, fine, fine],
      job: 'finished',
      signIns: 1,
    },
    {
      what: 'the PBX’s clock is set ahead: the token is over',
      meddle: ({ pbx }) => pbx.setClock(7_200_000),
      items: [fine, fine, fine],
      job: 'finished',
      signIns: 2,
    },
  ],
  replaceCertificate: [
    {
      what: 'another certificate',
      https: true,
      meddle: ({ pbx }) => pbx.replaceCertificate(),
      items: ['queued 1 certificate-changed', untouched, untouched],
      job: 'paused certificate-changed',
      signIns: 1,
    },
  ],
  dropConnections: [
    {
      what: 'all connections are dropped',
      meddle: ({ pbx }) => pbx.dropConnections(),
      items: [fine, fine, fine],
      job: 'finished',
      signIns: 1,
    },
  ],
  close: [
    {
      what: 'the PBX is gone',
      meddle: ({ pbx }) => pbx.close(),
      items: ['queued 1 pbx-unreachable', 'queued 1 pbx-unreachable', 'queued 1 pbx-unreachable'],
      job: 'paused pbx-unreachable',
      signIns: 1,
    },
  ],
};

/** Variants of a PBX's behaviour that are not faults of a single request. */
const behaviours: Row[] = [
  {
    what: 'the API client’s role is taken away',
    meddle: ({ pbx }) => void Object.assign(pbx.behaviour, { permitted: false }),
    items: ['failed 1 forbidden', 'failed 1 forbidden', 'failed 1 forbidden'],
    job: 'finished',
    signIns: 1,
  },
  {
    what: 'it tells no password',
    meddle: ({ pbx }) => void Object.assign(pbx.behaviour, { secretsInReply: false }),
    items: [fine, fine, fine],
    job: 'finished',
    signIns: 1,
  },
  {
    what: 'a device is removed, and that is told by a warning',
    meddle({ pbx }) {
      pbx.behaviour.notFoundBy = '400-warning';
      pbx.devices.splice(0, 1);
    },
    items: ['failed 1 device-not-found', fine, fine],
    job: 'finished',
    signIns: 1,
  },
  {
    what: 'it blocks an address at the first refused sign-in',
    meddle({ pbx }) {
      pbx.behaviour.blockAfterRefusals = 1;
      pbx.setApiKey('another');
      pbx.evictToken();
    },
    items: [untouched, untouched, untouched],
    job: 'paused sign-in-refused',
    signIns: 2,
  },
];

function tellItem({ state, attempts, problem, credentialsSource }: Item): string {
  const source = credentialsSource === 'read-back' ? 'read' : undefined;
  return [state, attempts, problem?.code, source].filter((word) => word !== undefined).join(' ');
}

async function runRow({ what, meddle, items, job, signIns, https = false }: Row): Promise<void> {
  const bench = await engineBench({ https, timeoutMs });
  const done = await bench.run({ before: () => meddle(bench) });
  const told = bench
    .items(done)
    .map(({ state, attempts, problem, credentialsSource }) =>
      [state, attempts, problem?.code, credentialsSource === 'read-back' ? 'read' : null]
        .filter((word) => word !== null && word !== undefined)
        .join(' '),
    );
  const paused = done.pauseProblem ? ` ${done.pauseProblem.code}` : '';
  expect({ what, items: told, job: done.state + paused, signIns: bench.pbx.signIns.requests }).toEqual({
    what,
    items,
    job,
    signIns,
  });
}

describe.each([...Object.entries(faults), ...Object.entries(events), ['behaviour', behaviours] as const])(
  '%s',
  (_, rows) => {
    test.each(rows.map((row) => [row.what, row] as const))('%s', (_what, row) => runRow(row));
  },
);

// Several devices put off many times in a row make the whole PBX count as busy, as a separate row shows.
const mixable = Object.values(faults)
  .flat()
  .filter((row) => row.faults && row.job === 'finished' && row.faults.length <= 2);

/** The number of faultless devices after each one with a fault: enough to keep a PBX from counting as gone. */
const fineBetween = 2;

describe('all of them in one job', () => {
  test.each([
    [1, 'first'],
    [1, 'second'],
    [4, 'third'],
    [4, 'fourth'],
    [16, 'fifth'],
    [16, 'sixth'],
  ] as const)('%i at once, %s order', async (concurrency, seed) => {
    const seeded = createSeeded(seed);
    const mixed = mixable.toSorted((a, b) => seeded.int(1e9, a.what) - seeded.int(1e9, b.what));
    // Among several at once, a device may lose two tokens in a row, and needs another try.
    const takingAway = mixed.filter(({ signIns }) => signIns > 1);
    const rows = mixed.filter((row) => concurrency === 1 || !takingAway.slice(1).includes(row));
    const bench = await engineBench({ devices: rows.length * (1 + fineBetween), timeoutMs });
    const { pbx, client, macs } = bench;
    const expected = rows.flatMap(({ items }) => [items[0], ...Array(fineBetween).fill(fine)]);
    const job = await bench.run({
      macs,
      pace: { concurrency },
      before() {
        for (const [index, row] of rows.entries())
          pbx.script(pbx.devices[index * (1 + fineBetween)]?.MacAddress ?? '', ...(row.faults ?? []));
        // Tokens taken away once a minute do not count as contested.
        pbx.onExchange(({ request }) => {
          if (request.path === '/connect/token') client.clock.pass(61_000);
        });
      },
    });
    expect(bench.items(job).map(tellItem)).toEqual(expected);
    expect(job.state).toBe('finished');
    const takenAway = rows.reduce((sum, { signIns }) => sum + signIns - 1, 0);
    // Tokens taken away at the same moment count as one.
    expect(pbx.signIns.requests).toBeLessThanOrEqual(1 + takenAway);
    if (concurrency === 1) expect(pbx.signIns.requests).toBe(1 + takenAway);
    for (const item of bench.items(job)) {
      const made = pbx.regenerated.get(item.mac)?.length ?? 0;
      expect(made).toBeLessThanOrEqual(1);
      if (made > 0) expect(['succeeded', 'uncertain']).toContain(item.state);
    }
  });
});
