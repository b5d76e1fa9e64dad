import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type DemoPbx, nameOfUser } from '../../pbx/index.ts';
import { formsOf, leaksBelow, leaksIn } from '../../setup/canaries.ts';
import { cli } from '../../setup/cli.ts';
import { temporaryFolder } from '../../setup/folder.ts';
import { noKeyringHere, withKeyring } from '../../setup/keyring.ts';
import { demoPbx } from '../../setup/xapi.ts';

/** A key with a different text in every encoding. */
const apiKey = 'Canary+Key/4%2F&"quoted"=~\\end';
const wrongKey = 'Canary-Wrong+Key/7?';

/** Links to devices' own pages may contain a signed-in session. */
function addSessions(pbx: DemoPbx): void {
  for (const [index, { Registered }] of pbx.devices.entries())
    if (Registered) Registered.InterfaceLink += `?session=Canary-Link-${index}-of-a-device`;
  for (const info of pbx.deviceInfos) info.InterfaceLink += '?session=Canary-Link-of-an-info';
  for (const { Registrar } of pbx.sipDevices)
    if (Registrar) Registrar.InterfaceLink += '?session=Canary-Link-of-a-phone';
}

/** Everything that must not be seen: keys, used tokens, every password and secret of the PBX, old and new. */
function secretsOf(pbx: DemoPbx): Map<string, string> {
  const secrets = new Map([
    ['API key', apiKey],
    ['wrong API key', wrongKey],
  ]);
  const add = (name: string, value: string | null | undefined): void => {
    if (value && value.length >= 8) secrets.set(`${name} ${secrets.size}`, value);
  };
  for (const { headers } of pbx.requests)
    add('token', String(headers.authorization ?? '').replace('Bearer ', ''));
  for (const { Password, Secret, Registered, Provisioning } of pbx.devices) {
    add('password', Password);
    add('secret', Secret);
    add('interface link', Registered?.InterfaceLink);
    add('provisioning link', Provisioning?.ProvLink);
  }
  for (const password of [...pbx.regenerated.values()].flat()) add('new password', password);
  for (const user of pbx.users) {
    add('desk phone password', user.DeskphonePassword);
    for (const secret of [user.AuthPassword, user.AccessPassword, user.VMPIN])
      add('secret of a user', secret);
    for (const phone of user.Phones) {
      add('provisioning link', phone.ProvisioningLinkExt);
      add('provisioning link', phone.ProvisioningLinkLocal);
      add('secret of a phone', phone.Settings?.Secret);
    }
  }
  for (const { InterfaceLink } of pbx.deviceInfos) add('interface link', InterfaceLink);
  for (const { ProvLink, Registrar } of pbx.sipDevices) {
    add('provisioning link', ProvLink);
    add('interface link', Registrar?.InterfaceLink);
  }
  for (const secret of pbx.linkSecrets()) add('link', secret);
  return secrets;
}

describe('the search itself', () => {
  const secrets = new Map([['canary', apiKey]]);

  test('finds a canary in every form', () => {
    const bytes = Buffer.from(apiKey);
    for (const planted of [
      apiKey,
      encodeURIComponent(apiKey),
      new URLSearchParams({ client_secret: apiKey }).toString(),
      JSON.stringify({ apiKey }),
      bytes.toString('hex'),
      ...[0, 1, 2, 3].map((offset) =>
        Buffer.concat([Buffer.alloc(offset, 'x'), bytes, Buffer.from('yz')]).toString('base64'),
      ),
      Buffer.concat([Buffer.from('z'), bytes]).toString('base64url'),
      Buffer.from(`x${apiKey}y`, 'utf16le'),
      Buffer.from(`x${apiKey}y`, 'utf16le').swap16(),
    ])
      expect(leaksIn(planted, secrets)).toEqual(['canary']);
    expect(leaksIn('nothing here', secrets)).toEqual([]);
    expect(formsOf('x'.repeat(20)).every((form) => form.length > 8)).toBe(true);
  });

  test('finds it in a file and in the database', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.log'), `key=${encodeURIComponent(apiKey)}`);
    const db = new Database(join(folder, 'rekey.db'));
    db.exec('CREATE TABLE t (x)');
    db.prepare('INSERT INTO t VALUES (?)').run(apiKey);
    db.close();
    expect(leaksBelow(folder, secrets)).toHaveLength(2);
  });
});

describe.skipIf(noKeyringHere)('no secret is left behind', () => {
  test('after whole scenarios, in any file, log line or output', async () => {
    const pbx = await demoPbx({ apiKey });
    addSessions(pbx);
    const before = secretsOf(pbx);
    const keyring = await withKeyring('unlocked');
    onTestFinished(() => keyring.stop());
    const folder = temporaryFolder();
    let output = '';
    const run = async (args: string[], stdin = '', env: NodeJS.ProcessEnv = {}): Promise<number | null> => {
      const result = await cli([...args, '--data-dir', folder], { env: { ...keyring.env, ...env }, stdin });
      output += result.stdout + result.stderr;
      return result.code;
    };
    const keys = pbx.devices.map((device) => device.MacAddress);
    const [plain, uncertain, echoing, silent, reset, hostile] = keys as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];

    await run(
      ['pbx', 'add', '--name', 'Acme', '--url', pbx.url, '--client-id', pbx.clientId, '--api-key-stdin'],
      wrongKey,
    );
    expect(await run(['pbx', 'test'])).toBe(3);
    await run(['pbx', 'edit', 'Acme', '--api-key-stdin'], apiKey);
    expect(await run(['pbx', 'test', '--json'])).toBe(0);
    expect(await run(['devices', '--json'])).toBe(0);

    const token = pbx.requests.at(-1)?.headers.authorization ?? '';
    const echo = JSON.stringify({
      error: { code: apiKey, message: `${token} ${apiKey} ${encodeURIComponent('x')}` },
    });
    pbx.script(uncertain, { kind: 'status', status: 500, carryOut: true });
    pbx.script(echoing, { kind: 'status', status: 409, body: echo });
    pbx.script(silent, { kind: 'null' });
    pbx.script(reset, { kind: 'reset', when: 'after' });
    pbx.script(hostile, { kind: 'wrong-device' });
    expect(
      await run(['regenerate', plain, uncertain, echoing, silent, reset, hostile, '--yes', '--json']),
    ).toBe(1);
    expect(await run(['regenerate', plain, '--yes', '--reference', 'T-1'])).toBe(0);
    pbx.behaviour.actionsKnowFxs = true;
    pbx.behaviour.fetchAfterMs = 0;
    pbx.setClock(5_000);
    const link = pbx.linkSecrets()[0] ?? '';
    pbx.serverFault('reprovision', {
      kind: 'status',
      status: 400,
      body: JSON.stringify({ error: { code: '', message: `See https://192.168.10.9/?session=${link}` } }),
    });
    expect(await run(['fetch', plain, '--yes', '--json'])).toBe(1);
    expect(await run(['fetch', plain, '--yes', '--wait'])).toBe(0);
    pbx.setClock(0);
    expect(await run(['jobs', 'show', '1'])).toBe(0);
    expect(await run(['jobs', 'show', '1', '--json'])).toBe(0);
    expect(await run(['jobs', 'list'])).toBe(0);

    // A PBX that sends more than requested, for lists, users and devices.
    const whole = (entry: unknown): object => {
      const { Id, MacAddress } = entry as { Id?: number; MacAddress?: string };
      const user = pbx.users.find((each) => each.Id === Id);
      const device = pbx.devices.find((each) => each.MacAddress === MacAddress);
      const links = { InterfaceLink: pbx.deviceInfos[0]?.InterfaceLink, SipDevices: pbx.sipDevices };
      return { ...links, ...device, ...user, ...(entry as object), ...(user ? { Phones: user.Phones } : {}) };
    };
    const wholeList = (body: Record<string, unknown>): object => ({
      ...body,
      value: (body.value as unknown[]).map(whole),
    });
    for (const place of ['devices', 'users'] as const)
      pbx.serverFault(place, { kind: 'always', fault: { kind: 'edit', edit: wholeList } });
    for (const place of ['device', 'user', 'regenerate'] as const)
      pbx.serverFault(place, { kind: 'always', fault: { kind: 'edit', edit: whole } });
    expect(await run(['devices', '--refresh', '--json'])).toBe(0);
    const people = pbx.users.filter(({ Phones }) => Phones.length > 0).slice(0, 5);
    const phones = people.flatMap((user) => user.Phones.map((phone) => phone.MacAddress ?? ''));
    const [, refusing, cut, unsure] = people.map(({ Id }) => Id) as [number, number, number, number];
    pbx.scriptUser(refusing, { kind: 'status', status: 409, body: echo });
    pbx.scriptUser(cut, { kind: 'reset', when: 'after' });
    pbx.scriptUser(unsure, { kind: 'status', status: 502, carryOut: true });
    expect(await run(['regenerate', plain, ...phones, '--desk-phones', '--yes', '--json'])).toBe(1);
    expect(pbx.regenerated.get(nameOfUser(people[0]?.Id ?? 0))).toHaveLength(1);
    for (const args of [
      ['jobs', 'show', '3'],
      ['jobs', 'show', '3', '--json'],
      ['jobs', 'find', phones[0] ?? ''],
      ['jobs', 'export', '3'],
      ['jobs', 'export', '3', '--format', 'json'],
      ['devices', '--json'],
    ])
      expect(await run(args)).toBe(0);
    expect(await run(['password', phones[0] ?? '', '--desk-phones'])).toBe(2);
    for (const place of ['devices', 'users', 'device', 'user', 'regenerate'] as const) pbx.serverFault(place);

    expect(await run(['password', plain])).toBe(2);
    expect(await run(['regenerate', apiKey, '--yes'])).toBe(2);

    const target = ['--url', pbx.url, '--client-id', pbx.clientId];
    expect(await run(['devices', ...target], '', { REKEY_API_KEY: apiKey })).toBe(0);
    expect(await run(['devices', ...target], '', { REKEY_API_KEY: wrongKey })).toBe(3);

    // Messages in every form, and at every place, that repeat what was sent.
    const words = `${token} ${apiKey} ${encodeURIComponent(apiKey)} ${Buffer.from(apiKey).toString('base64')}`;
    const forms = [
      words,
      JSON.stringify({ title: words, detail: words, errors: { key: [words] } }),
      JSON.stringify({ error: 'invalid_scope', error_description: words }),
      JSON.stringify({ message: words }),
      `<html><head><title>${words.replaceAll('&', '&amp;')}</title></head></html>`,
    ];
    // Each form for one device; all of them are one run.
    for (const [index, body] of forms.entries())
      pbx.script(keys[index] ?? '', { kind: 'status', status: 409, body });
    expect(await run(['regenerate', ...keys.slice(0, forms.length), '--yes', '--json'])).toBe(1);
    pbx.evictToken();
    pbx.serverFault('token', { kind: 'status', status: 400, body: forms[2] ?? '' });
    expect(await run(['pbx', 'test'])).toBe(3);
    expect(await run(['pbx', 'list'])).toBe(0);

    const secrets = new Map([
      ...before,
      ...[...secretsOf(pbx)].map(([name, value]) => [`${name} after`, value] as const),
    ]);
    // What the user typed as a MAC is shown back to that user; nothing else of it is stored.
    output = output.replaceAll(`“${apiKey}”`, '');
    expect(secrets.size).toBeGreaterThan(80);
    expect(leaksIn(output, secrets)).toEqual([]);
    expect(leaksBelow(folder, secrets)).toEqual([]);

    // A device's previous password is shown and exported only when requested explicitly.
    const onDemand = async (...args: string[]): Promise<string> =>
      (await cli(['jobs', ...args, '--data-dir', folder], { env: keyring.env })).stdout;
    const previous = new Map([...before].filter(([name]) => name.startsWith('password')));
    for (const args of [
      ['show', '1', '--show-passwords'],
      ['export', '1', '--passwords'],
    ]) {
      // The rejected device still has it, and only as a reading.
      expect(leaksIn(await onDemand(...args), previous)).toEqual([]);
    }
    expect(leaksIn(await onDemand('show', '1', '--show-previous'), previous).length).toBeGreaterThan(0);
    expect(leaksIn(await onDemand('export', '1', '--previous-passwords'), previous).length).toBeGreaterThan(
      0,
    );
    expect(leaksBelow(folder, secrets)).toEqual([]);

    // Shown on demand, it is shown, and still not stored in plain text.
    const shown = await cli(['jobs', 'show', '2', '--show-passwords', '--data-dir', folder], {
      env: keyring.env,
    });
    expect(leaksIn(shown.stdout, secrets).length).toBeGreaterThan(0);
    // Of desk phones, only the passwords are shown.
    const ofPhones = await onDemand('show', '3', '--show-passwords', '--show-previous', '--json');
    const seen = leaksIn(ofPhones, secrets);
    expect(seen.filter((name) => name.startsWith('desk phone password')).length).toBeGreaterThan(0);
    expect(seen.filter((name) => !/^(desk phone |new )?password/.test(name))).toEqual([]);
    const once = await cli(
      ['regenerate', plain, '--yes', '--show-passwords', ...target, '--data-dir', folder],
      {
        env: { ...keyring.env, REKEY_API_KEY: apiKey },
      },
    );
    expect(once.code).toBe(0);
    expect(leaksBelow(folder, secretsOf(pbx))).toEqual([]);
  });
});
