import { expect, onTestFinished, test } from 'vitest';
import { formatMac } from '../../../common/mac.ts';
import { openServices } from '../../../main/services/index.ts';
import { memoryKeychain } from '../../../main/shell/lifecycle/demo.ts';
import type { DemoPbxOptions } from '../../pbx/index.ts';
import { leaksBelow, leaksIn } from '../../setup/canaries.ts';
import { temporaryFolder } from '../../setup/folder.ts';
import { runInProcess, type TerminalUser } from '../../setup/in-process.ts';
import { demoPbx, macOf } from '../../setup/xapi.ts';

const known: DemoPbxOptions = { behaviour: { actionsKnowFxs: true, fetchAfterMs: 0 } };

/** The terminal on a stored PBX whose first devices have new passwords from job 1. */
async function terminal(options: DemoPbxOptions = known, count = 1) {
  const pbx = await demoPbx(options);
  const folder = temporaryFolder();
  const keychain = memoryKeychain();
  const services = await openServices(folder, keychain);
  await services.pbxs.add(
    { name: 'Acme', address: pbx.url, clientId: pbx.clientId, fingerprint: pbx.fingerprint },
    pbx.apiKey,
  );
  await services.close();
  let output = '';
  const run = async (args: string[], person: TerminalUser = {}) => {
    const result = await runInProcess([...args, '--data-dir', folder], keychain, person);
    output += result.out + result.err;
    return { ...result, json: () => JSON.parse(result.out) };
  };
  const macs = pbx.devices.map(macOf);
  expect((await run(['regenerate', ...macs.slice(0, count), '--yes'])).code).toBe(0);
  // More than a second after the change.
  pbx.setClock(5_000);
  onTestFinished(() => {
    const secrets = new Map(pbx.linkSecrets().map((secret) => [secret, secret]));
    expect(leaksIn(output, secrets)).toEqual([]);
    expect(leaksBelow(folder, secrets)).toEqual([]);
  });
  return { pbx, run, macs };
}

test('a device fetches, and the terminal waits until the PBX reports it', async () => {
  const { pbx, run, macs } = await terminal();
  const statuses: string[] = [];
  const result = await run(['fetch', macs[0] ?? '', '--wait', '--json', '--yes'], { statuses });
  expect(result.code).toBe(0);
  expect(result.json()).toMatchObject({
    fetch: { state: 'finished', accepted: 1, generated: 1, left: 0, unknown: [], error: null },
    items: [
      { state: 'succeeded', fetch: { state: 'generated', devices: [{ request: { state: 'accepted' } }] } },
    ],
  });
  expect(pbx.reprovisioned).toEqual([macs[0]]);
  // What follows must not be written over it.
  expect(statuses).toContain('1 of 1 device fetched the new password.');
  expect(statuses.at(-1)).toBe('');
  const shown = await run(['jobs', 'show', '1']);
  expect(shown.out).toMatch(/Configuration generated at \d\d:\d\d.* \(PBX clock\), after the change\./);
  expect(shown.out).toContain('1 of 1 device fetched the new password.');
});

test('a job’s devices are asked one at a time, after a question that explains the effect', async () => {
  const { pbx, run } = await terminal(known, 2);
  const declined = await run(['fetch', '--job', '1'], { agrees: false });
  expect(declined.code).toBe(1);
  expect(declined.err).toMatch(
    /restarts? and drops? (its|their) calls|may restart and drop (its|their) calls/,
  );
  expect(declined.err).toContain('One device every 2 seconds.');
  expect(declined.asked).toEqual(['Have these 2 devices fetch their configuration from Acme now?']);
  expect(pbx.reprovisioned).toEqual([]);
  const agreed = await run(['fetch', '--job', '1'], { agrees: true });
  expect(agreed.code).toBe(0);
  expect(agreed.out).toContain('2 of 2 devices asked to fetch.');
  expect(pbx.reprovisioned).toHaveLength(2);
  const [first, second] = pbx.requests.filter(({ url }) => url.includes('Reprovision'));
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(1_900);
  // They are awaited: no device is restarted twice.
  const again = await run(['fetch', '--job', '1', '--yes']);
  expect(again.code).toBe(0);
  expect(again.out).toContain('2 devices were asked before and are awaited. Nothing was sent.');
  expect(again.out).toMatch(/^To see whether they have fetched: rekey fetch --job 1 --wait /m);
  expect(pbx.reprovisioned).toHaveLength(2);
});

test('a device that has fetched needs nothing more, which is no failure', async () => {
  const { pbx, run, macs } = await terminal();
  await run(['fetch', '--job', '1', '--wait', '--yes']);
  for (const given of [
    ['--job', '1'],
    ['--job', '1', '--wait'],
    [macs[0] ?? '', '--wait'],
  ]) {
    const { code, out } = await run(['fetch', ...given]);
    expect({ code, out }).toEqual({
      code: 0,
      out: 'The device has already fetched the new password. Nothing was sent.\n',
    });
  }
  const json = (await run(['fetch', '--job', '1', '--json'])).json();
  expect(json.fetch).toMatchObject({ state: 'finished', accepted: 0, generated: 1, left: 0, error: null });
  expect(json.items).toHaveLength(1);
  expect(pbx.reprovisioned).toHaveLength(1);
});

test('a PBX that does not accept it reports that once; the exit code is that of a failed device', async () => {
  const { pbx, run } = await terminal({}, 3);
  const result = await run(['fetch', '--job', '1', '--yes']);
  expect(result.code).toBe(1);
  expect(result.out).toContain('The PBX rejected the request to fetch its configuration.');
  expect(result.out).toContain('Not asked: the PBX rejects this request for gateways and DECT bases.');
  expect(pbx.requests.filter(({ url }) => url.includes('Reprovision'))).toHaveLength(2);
});

test('the JSON counts the requests that were rejected, and the devices not asked because of that', async () => {
  const { run } = await terminal({}, 3);
  const result = await run(['fetch', '--job', '1', '--yes', '--json']);
  expect(result.json().fetch).toMatchObject({ accepted: 0, generated: 0, refused: 2, notAsked: 1, left: 0 });
});

test('errors are reported before anything is sent', async () => {
  const { pbx, run, macs } = await terminal();
  for (const [args, text] of [
    [['fetch'], 'Give either MAC addresses, or a job'],
    [['fetch', macs[0] ?? '', '--job', '1'], 'Give either MAC addresses, or a job'],
    [['fetch', macs[5] ?? '', '--yes'], 'No job here gave this device a new password on Acme'],
    [['fetch', '--job', '7', '--yes'], 'There is no job 7'],
    [['fetch', 'nonsense', '--yes'], 'nonsense'],
    [['fetch', '--job', '1'], 'confirm with --yes'],
  ] as const) {
    const result = await run([...args]);
    expect(result).toMatchObject({ code: 2, err: expect.stringContaining(text) });
  }
  expect(pbx.reprovisioned).toEqual([]);
  const some = await run(['fetch', macs[0] ?? '', macs[5] ?? '', '--yes', '--json']);
  expect(some.code).toBe(1);
  expect(some.json().fetch).toMatchObject({ accepted: 1, unknown: [macs[5]] });
});

test('an API client without permission, and a PBX without an answer, are reported', async () => {
  const { pbx, run, macs } = await terminal();
  pbx.behaviour.phoneActionsPermitted = false;
  expect((await run(['fetch', macs[0] ?? '', '--yes', '--json'])).json().fetch.error.code).toBe('forbidden');
  pbx.serverFault('everywhere', { kind: 'always', fault: { kind: 'reset', when: 'before' } });
  const away = await run(['fetch', macs[0] ?? '', '--yes']);
  expect(away.code).toBe(1);
  expect(away.out).toContain('Possibly asked to fetch its configuration; the PBX didn’t clearly confirm it.');
});

test('if events cannot be read, the outcome is unknown, and not waited for', async () => {
  const { run, macs } = await terminal({
    behaviour: { actionsKnowFxs: true, fetchAfterMs: 0, eventsPermitted: false },
  });
  const result = await run(['fetch', macs[0] ?? '', '--wait', '--yes']);
  expect(result.code).toBe(1);
  expect(result.out).toContain('Not known: this API client may not read the PBX’s events.');
  expect(result.out).toContain('It isn’t known whether 1 device has fetched the new password.');
  expect(result.out).not.toContain('0 of 1');
  expect(result.out).not.toContain('To see whether');
});

test('cancelling a job counts users as users, and devices as devices', async () => {
  const bench = await terminal();
  const { pbx, run, macs } = bench;
  const phones = pbx.users.find(({ Phones }) => Phones.length === 2)?.Phones ?? [];
  const given = [...phones.map(({ MacAddress }) => macOf({ MacAddress: MacAddress ?? '' })), macs[1] ?? ''];
  const busy = { kind: 'status', status: 429, headers: { 'retry-after': '3600' } } as const;
  for (const place of ['regenerate', 'regenerate-user'] as const)
    pbx.serverFault(place, { kind: 'always', fault: busy });
  await run(['regenerate', ...given, '--desk-phones', '--yes']);
  const { out } = await run(['jobs', 'cancel', '2']);
  expect(out).toContain('Job 2 cancelled: 1 device and 1 user were not run. Completed ones aren’t affected.');
});

/** Gives a user of two desk phones a new password, by the first of them, as job 2. Returns the phones. */
async function withPhones({ pbx, run }: Awaited<ReturnType<typeof terminal>>) {
  const user = pbx.users.find(({ Phones }) => Phones.length === 2);
  const phones = (user?.Phones ?? []).map(({ MacAddress, Name }) => {
    const mac = macOf({ MacAddress: MacAddress ?? '' });
    return { mac, line: `${formatMac(mac)}  ${Name}, desk phone of ` };
  });
  const [one, other] = phones;
  if (!one || !other) throw new Error('no user with two desk phones');
  expect((await run(['regenerate', one.mac, '--desk-phones', '--yes'])).code).toBe(0);
  // More than a second after the change.
  pbx.setClock(10_000);
  return [one, other] as const;
}

test.each(['a job', 'the phone of the list', 'the other phone'])(
  'by %s, all desk phones of a user are asked; the question and the result name each',
  async (by) => {
    const bench = await terminal();
    const { pbx, run } = bench;
    const [one, other] = await withPhones(bench);
    const given = by === 'a job' ? ['--job', '2'] : [by === 'the other phone' ? other.mac : one.mac];
    const declined = await run(['fetch', ...given], { agrees: false });
    expect(declined.asked).toEqual(['Have these 2 devices fetch their configuration from Acme now?']);
    expect(declined.err).toContain('2 desk phones (');
    for (const { line } of [one, other]) expect(declined.err).toContain(line);
    const { code, out } = await run(['fetch', ...given, '--yes']);
    expect(code).toBe(0);
    expect(pbx.reprovisioned).toEqual([one.mac, other.mac]);
    for (const { line } of [one, other]) {
      const told = out.split('\n').filter((each) => each.startsWith(line));
      expect(told).toEqual([
        expect.stringMatching(/ {2}Asked to fetch its configuration\. Not fetched yet\.$/),
      ]);
    }
    // Each line has it all.
    expect(out.match(/Not fetched yet/g)).toHaveLength(2);
    expect(out).toContain('2 of 2 devices asked to fetch.');
    const shown = (await run(['jobs', 'show', '2'])).out;
    for (const { mac } of [one, other])
      expect(shown).toContain(`${formatMac(mac)}: Asked to fetch its configuration.`);
  },
);

test('both phones of a user given, each is asked once, and in the JSON', async () => {
  const bench = await terminal();
  const [one, other] = await withPhones(bench);
  const result = (await bench.run(['fetch', other.mac, one.mac, '--yes', '--json'])).json();
  expect(result.fetch).toMatchObject({ accepted: 2, left: 0, unknown: [] });
  expect(result.items[0].fetch.devices).toHaveLength(2);
  expect(bench.pbx.reprovisioned).toEqual([one.mac, other.mac]);
});

test('the command to go on asks no phone twice that was not given', async () => {
  const bench = await terminal();
  const { pbx, run } = bench;
  const [one, other] = await withPhones(bench);
  const busy = { kind: 'status', status: 429, headers: { 'retry-after': '600' } } as const;
  pbx.serverFault('reprovision', { kind: 'none' }, busy);
  const { out } = await run(['fetch', one.mac, '--yes']);
  expect(pbx.reprovisioned).toEqual([one.mac]);
  expect(out).toContain(`To go on: rekey fetch ${formatMac(other.mac)} `);
  const again = await run(['fetch', other.mac, '--yes']);
  expect(again.code).toBe(0);
  expect(again.err).toContain(one.line);
  expect(again.err).toMatch(/ {2}left out: it was asked before and is awaited\.$/m);
  expect(pbx.reprovisioned).toEqual([one.mac, other.mac]);
  // Given, it is asked once more.
  await run(['fetch', one.mac, '--yes']);
  expect(pbx.reprovisioned).toEqual([one.mac, other.mac, one.mac]);
});

test('a phone that changed users does not keep the others from being asked', async () => {
  const bench = await terminal();
  const { pbx, run } = bench;
  const [one, other] = await withPhones(bench);
  const user = pbx.users.find(({ Phones }) => Phones.length === 2);
  user?.Phones.splice(1, 1);
  expect((await run(['regenerate', one.mac, '--desk-phones', '--yes'])).code).toBe(0);
  const alone = await run(['fetch', other.mac], { agrees: true });
  expect(alone).toMatchObject({
    code: 2,
    asked: [],
    err: expect.stringContaining('A later job replaced the new password of this device on Acme.'),
  });
  const both = await run(['fetch', one.mac, other.mac, '--yes', '--json']);
  expect(both.code).toBe(1);
  expect(both.err).toContain(
    `${formatMac(other.mac)}  left out: a later job replaced its new password on Acme.`,
  );
  expect(both.json().fetch).toMatchObject({ accepted: 1, unknown: [other.mac] });
  expect(pbx.reprovisioned).toEqual([one.mac]);
});

test('devices whose password a later job replaced are called that; those to ask have a heading', async () => {
  const { run, macs } = await terminal(known, 3);
  await run(['regenerate', macs[0] ?? '', '--yes']);
  await run(['fetch', macs[1] ?? '', '--yes']);
  const { err } = await run(['fetch', '--job', '1'], { agrees: false });
  const lines = err.split('\n');
  expect(lines.slice(0, 3)).toEqual([
    'Already done: 1 device that got a new password in a later job.',
    '1 device already asked and awaited, skipped.',
    '1 device to ask:',
  ]);
  expect(lines[3]).toContain(formatMac(macs[2] ?? macOf({ MacAddress: '' })));
  await run(['regenerate', macs[1] ?? '', macs[2] ?? '', '--yes']);
  const none = await run(['fetch', '--job', '1', '--yes']);
  expect(none).toMatchObject({ code: 2, err: expect.stringContaining('Nothing was sent.') });
  expect(none.err).toContain('Already done: 3 devices that got new passwords in later jobs.');
});

test('if every request was rejected, nothing is waited for, and restarting is advised instead', async () => {
  const { run } = await terminal({}, 2);
  const result = await run(['fetch', '--job', '1', '--wait', '--yes']);
  expect(result.code).toBe(1);
  expect(result.err).not.toContain('Waiting');
  const advice =
    'The PBX rejects the request for 2 devices: restart them yourself, or in the 3CX Admin Console.';
  expect(result.out).toContain(advice);
  const shown = (await run(['jobs', 'show', '1'])).out;
  expect(shown).toContain(advice);
  expect(shown).not.toContain('rekey fetch');
});

test('only devices that were asked are waited for', async () => {
  const { pbx, run } = await terminal(known, 2);
  pbx.serverFault('reprovision', { kind: 'none' }, { kind: 'status', status: 404 });
  const result = await run(['fetch', '--job', '1', '--wait', '--yes']);
  expect(result.code).toBe(1);
  expect(result.err).toContain('Waiting until 1 device fetched the new password');
  expect(result.out).toContain('1 of 2 devices fetched the new password.');
  expect(result.out).toContain(
    'The PBX rejects the request for 1 device: restart it yourself, or in the 3CX Admin Console.',
  );
  // The other one has fetched.
  expect((await run(['jobs', 'show', '1'])).out).not.toContain('rekey fetch');
});

test('a phone that was rejected does not keep its user’s other phone from being waited for', async () => {
  const bench = await terminal();
  await withPhones(bench);
  bench.pbx.serverFault('reprovision', { kind: 'none' }, { kind: 'status', status: 404 });
  const result = await bench.run(['fetch', '--job', '2', '--wait', '--yes']);
  expect(result.out).toContain('1 of 2 devices fetched the new password.');
});

test('a job whose devices were all asked does not advise asking them again', async () => {
  const { run } = await terminal({ behaviour: { actionsKnowFxs: true, fetchOutcome: 'silent' } });
  expect((await run(['jobs', 'show', '1'])).out).toContain('rekey fetch --job 1');
  await run(['fetch', '--job', '1', '--yes']);
  const { out } = await run(['jobs', 'show', '1']);
  expect(out).not.toContain('fetch now');
  expect(out).toMatch(/ To see whether it has fetched: rekey fetch --job 1 --wait /);
});

test.each(['by job', 'by MAC'])('paused %s, it says how to go on; each result is told once', async (by) => {
  const { pbx, run, macs } = await terminal(known, 3);
  pbx.behaviour.phoneActionsPermitted = false;
  const given = by === 'by job' ? ['--job', '1'] : macs.slice(0, 3);
  const { out, err } = await run(['fetch', ...given, '--yes']);
  expect(out).toContain('Fetching paused, 2 devices not asked yet.');
  const [, rest] = /^To go on: (rekey fetch .*)$/m.exec(out) ?? [];
  expect(rest).toMatch(by === 'by job' ? /fetch --job 1 / : /fetch \S{17} \S{17} /);
  const told = `${out}${err}`.split('\n').filter((line) => line.includes('The PBX rejected the request'));
  expect(told).toHaveLength(1);
  pbx.behaviour.phoneActionsPermitted = true;
  const words = rest?.split(' ').slice(1, -4) ?? [];
  expect((await run([...words, '--yes'])).code).toBe(0);
  expect(pbx.reprovisioned).toEqual(expect.arrayContaining(macs.slice(1, 3)));
});

test.each(['by job', 'by MAC'])(
  'asked %s, the hinted command waits for the device without asking it again',
  async (by) => {
    const { pbx, run, macs } = await terminal();
    const given = by === 'by job' ? ['--job', '1'] : [macs[0] ?? ''];
    const { code, out } = await run(['fetch', ...given, '--yes']);
    expect(code).toBe(0);
    const [, hint] = /^To see whether it has fetched: rekey (fetch .*)$/m.exec(out) ?? [];
    expect(hint).toMatch(by === 'by job' ? /^fetch --job 1 --wait / : /^fetch \S{17} --wait /);
    // Nothing is sent, so nothing is asked.
    const waited = await run(hint?.split(' ').slice(0, -2) ?? []);
    expect(waited).toMatchObject({
      code: 0,
      asked: [],
      err: expect.stringContaining('Waiting until 1 device'),
    });
    expect(waited.out).toContain('Configuration generated at');
    expect(waited.out).toContain('1 of 1 device fetched the new password.');
    expect(waited.out).not.toContain('asked to fetch');
    expect(waited.out).not.toContain('To see whether');
    expect(pbx.reprovisioned).toEqual([macs[0]]);
  },
);

test('waiting for a job asks only the devices that were not asked, and waits for all', async () => {
  const { pbx, run, macs } = await terminal(known, 2);
  await run(['fetch', macs[0] ?? '', '--yes']);
  const result = await run(['fetch', '--job', '1', '--wait', '--yes', '--json']);
  expect(result.code).toBe(0);
  expect(result.json().fetch).toMatchObject({ state: 'finished', accepted: 1, generated: 2 });
  expect(result.err).toContain('1 device to ask:');
  expect(result.err).toContain('Waiting until 2 devices fetched the new password');
  expect(pbx.reprovisioned).toEqual(macs.slice(0, 2));
});

test('a wait for which the PBX does not answer ends with its problem, and is not over', async () => {
  const { pbx, run } = await terminal();
  await run(['fetch', '--job', '1', '--yes']);
  pbx.serverFault('everywhere', { kind: 'always', fault: { kind: 'reset', when: 'before' } });
  expect((await run(['fetch', '--job', '1', '--wait'])).code).toBe(4);
  pbx.serverFault('everywhere');
  // Another program has signed in meanwhile.
  pbx.evictToken();
  expect((await run(['fetch', '--job', '1', '--wait'])).code).toBe(0);
  expect(pbx.reprovisioned).toHaveLength(1);
});
