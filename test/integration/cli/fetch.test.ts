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
  const result = await run(['fetch', macs[0] ?? '', '--wait', '--json', '--yes']);
  expect(result.code).toBe(0);
  expect(result.json()).toMatchObject({
    fetch: { state: 'finished', accepted: 1, generated: 1, left: 0, unknown: [], error: null },
    items: [
      { state: 'succeeded', fetch: { state: 'generated', devices: [{ request: { state: 'accepted' } }] } },
    ],
  });
  expect(pbx.reprovisioned).toEqual([macs[0]]);
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
  expect(again).toMatchObject({ code: 2, err: expect.stringContaining('Nothing was sent.') });
});

test('a PBX that does not accept it reports that once; the exit code is that of a failed device', async () => {
  const { pbx, run } = await terminal({}, 2);
  const result = await run(['fetch', '--job', '1', '--yes']);
  expect(result.code).toBe(1);
  expect(result.out).toContain('The PBX rejected the request to fetch its configuration.');
  expect(result.out).toContain('Not asked: the PBX rejects this request for gateways and DECT bases.');
  expect(pbx.requests.filter(({ url }) => url.includes('Reprovision'))).toHaveLength(1);
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
});

test('all desk phones of a user are asked, and named before', async () => {
  const { pbx, run } = await terminal();
  const user = pbx.users.find(({ Phones }) => Phones.length === 2);
  const phones = user?.Phones.map(({ MacAddress, Name }) => ({
    mac: macOf({ MacAddress: MacAddress ?? '' }),
    Name,
  }));
  const [one, other] = phones ?? [];
  expect((await run(['regenerate', one?.mac ?? '', '--desk-phones', '--yes'])).code).toBe(0);
  const declined = await run(['fetch', '--job', '2'], { agrees: false });
  expect(declined.asked).toEqual(['Have these 2 devices fetch their configuration from Acme now?']);
  for (const phone of phones ?? []) {
    expect(declined.err).toContain(`${formatMac(phone.mac)}  ${phone.Name}, desk phone of `);
    expect(declined.err).toContain('2 desk phones (');
  }
  // The phone that the list did not have, by itself.
  const alone = await run(['fetch', other?.mac ?? '', '--yes', '--json']);
  expect(alone.json().fetch).toMatchObject({ accepted: 1, left: 0 });
  expect(pbx.reprovisioned).toEqual([other?.mac]);
  expect((await run(['jobs', 'show', '2'])).out).toContain(
    `${formatMac(other?.mac ?? one?.mac ?? macOf({ MacAddress: '' }))}: Asked to fetch its configuration.`,
  );
  const rest = await run(['fetch', '--job', '2', '--yes', '--json']);
  expect(rest.err).toContain('1 device already fetched or asked, skipped.');
  expect(rest.json().fetch).toMatchObject({ accepted: 1 });
  expect(pbx.reprovisioned).toEqual([other?.mac, one?.mac]);
});
