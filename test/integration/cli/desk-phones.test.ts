import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { formatMac, type Mac } from '../../../common/mac.ts';
import { memoryKeychain } from '../../../main/shell/lifecycle/demo.ts';
import type { DemoPbx, DemoPbxOptions } from '../../pbx/index.ts';
import { temporaryFolder } from '../../setup/folder.ts';
import { runInProcess, type TerminalUser } from '../../setup/in-process.ts';
import { demoPbx, macOf } from '../../setup/xapi.ts';

/** The terminal on a stored PBX whose user has two desk phones. */
async function bench(options?: DemoPbxOptions) {
  const pbx = await demoPbx(options);
  const keychain = memoryKeychain();
  const folder = temporaryFolder();
  const run = (args: string[], person?: TerminalUser) =>
    runInProcess([...args, '--data-dir', folder], keychain, person);
  await run(
    ['pbx', 'add', '--name', 'Acme', '--url', pbx.url, '--client-id', pbx.clientId, '--api-key-stdin'],
    {
      stdin: pbx.apiKey,
    },
  );
  const user = pbx.users.find(({ Phones }) => Phones.length === 2);
  if (!user) throw new Error('nobody has two phones');
  const phones = user.Phones.map(({ MacAddress }) => macOf({ MacAddress: MacAddress ?? '' })) as [Mac, Mac];
  const [device] = pbx.devices.map(macOf) as [Mac];
  return { pbx, run, user, phones, device, owner: `${user.DisplayName} (${user.Number})` };
}

const posted = (pbx: DemoPbx): string[] =>
  pbx.requests
    .filter(({ method, path }) => method === 'POST' && path.includes('/Users'))
    .map(({ path }) => path);

test('desk phones are left out by default, and the output says how to include them', async () => {
  const { pbx, run, phones, device } = await bench();
  const result = await run(['regenerate', phones[0], phones[1], device, '--yes', '--json']);
  expect(result.code).toBe(1);
  const { items } = JSON.parse(result.out);
  expect(items.map((item: { macs: Mac[]; state: string }) => [item.macs, item.state])).toEqual([
    [[phones[0]], 'failed'],
    [[phones[1]], 'failed'],
    [[device], 'succeeded'],
  ]);
  expect(items[0].error.hint).toContain('--desk-phones');
  expect(posted(pbx)).toEqual([]);
});

test('what is left out is named once, with the option or command that includes it', async () => {
  const { run, phones, device } = await bench();
  const unlisted = '00:0B:82:FF:FF:01';
  const dry = await run(['regenerate', ...phones, unlisted, '--dry-run']);
  const nothing = await run(['regenerate', ...phones, unlisted, '--yes']);
  for (const { code, out, err } of [dry, nothing]) {
    expect(code).toBe(1);
    expect(err).not.toContain('skipped: A ');
    expect(out).toContain('To include 2 desk phones, add --desk-phones');
    expect(out).toContain('To also try 1 device not in the device list, add --try-unlisted.');
  }
  const { out } = await run(['regenerate', ...phones, unlisted, device, '--yes']);
  expect(out).toContain(
    `2 desk phones left out. To give their users new passwords: rekey regenerate ${phones.map(formatMac).join(' ')} --desk-phones --pbx Acme`,
  );
  expect(out).toMatch(/To try anyway: rekey jobs retry 1 --try-unlisted --pbx Acme/);
  // One line each, and two for what was done.
  expect(out.split('\n').filter((line) => line.startsWith('    '))).toEqual([]);
  expect(out).not.toContain('Where that');
  const one = await run(['regenerate', phones[0], '--dry-run', '--json']);
  expect(JSON.parse(one.out).items[0].error.hint).toContain(
    `regenerate ${formatMac(phones[0])} --desk-phones --pbx Acme`,
  );
});

test('a retry for which nothing can be done names the devices', async () => {
  const { run } = await bench();
  const unlisted = '00:0B:82:FF:FF:01';
  const other = '00:0B:82:FF:FF:02';
  await run(['regenerate', unlisted, other, '--try-unlisted', '--yes']);
  const { code, err } = await run(['jobs', 'retry', '1', '--yes']);
  expect(code).toBe(1);
  for (const mac of [unlisted, other])
    expect(err).toContain(`  ${mac}  skipped: not in this PBX’s device list`);
  expect(err).toContain('To also try 2 devices not in the device list, add --try-unlisted.');
});

test('an invalid entry is named after its line, like those after it', async () => {
  const { run } = await bench();
  const list = '00:0B:82:00:00:GG\n00:0B:82:00:00:HH\n';
  const { code, err } = await run(['regenerate', '--file', '-', '--yes'], { stdin: list });
  expect(code).toBe(2);
  expect(err).toMatch(/^ {2}line 1: “00:0B:82:00:00:GG”: .*\n {2}line 2: “00:0B:82:00:00:HH”: /m);
  expect((await run(['regenerate', '00:0B:82:00:00:GG', '--yes'])).err).toMatch(
    /^ {2}“00:0B:82:00:00:GG”: A MAC/m,
  );
  expect((await run(['devices', '--find', 'nothing like it'])).out).toContain(
    'No device found in the stored device lists.',
  );
  const empty = await run(['devices', '--find', ' ']);
  expect([empty.code, empty.err]).toEqual([2, expect.stringContaining('Enter a search text.')]);
});

test('--desk-phones gives each user one password, after naming the phones', async () => {
  const { pbx, run, user, phones, device, owner } = await bench();
  const args = ['regenerate', phones[1], device, phones[0], '--desk-phones'];
  const refused = await run(args, { agrees: false });
  expect(refused.asked).toEqual(['Give 1 device and 1 user new passwords on Acme?']);
  expect(posted(pbx)).toEqual([]);
  expect(refused.err).toContain('2 desk phones of 1 user. All phones of a user have the same password:');
  const named = user.Phones.map(({ Name }, index) => `${Name} ${formatMac(phones[index] as Mac)}`).join(
    ' and ',
  );
  expect(refused.err).toContain(`  ${owner}: ${named}`);
  expect(refused.err).toContain('controlling it from the apps may fail');
  expect(refused.err).toContain(`same user as ${formatMac(phones[1])}`);

  const result = await run([...args, '--yes', '--json', '--show-passwords'], { agrees: true });
  expect(result.code).toBe(0);
  const { items } = JSON.parse(result.out);
  expect(items).toMatchObject([
    {
      mac: phones[1],
      macs: [phones[1], phones[0]],
      state: 'succeeded',
      knownBy: 'read-back',
      device: { kind: 'desk-phone', owner },
      credentials: { source: 'read-back', password: user.DeskphonePassword },
    },
    { macs: [device], state: 'succeeded', device: { kind: 'fxs' } },
  ]);
  expect(posted(pbx)).toEqual([`/xapi/v1/Users(${user.Id})/Pbx.Regenerate`]);
});

test('the number to type counts devices and users', async () => {
  const { run, phones, device } = await bench();
  await run(['settings', '--confirm-above', '1']);
  const args = ['regenerate', ...phones, device, '--desk-phones'];
  const wrong = await run(args, { agrees: true, types: ['3'] });
  expect(wrong.asked[0]).toBe('Give 1 device and 1 user new passwords on Acme? Type their number:');
  expect([wrong.code, wrong.err]).toEqual([
    2,
    expect.stringContaining('You typed “3”, but there are 2: 1 device and 1 user.'),
  ]);
  expect((await run(args, { agrees: true, types: ['2'] })).code).toBe(0);
});

test('a dry run counts users, and changes nothing', async () => {
  const { pbx, run, phones, device, owner } = await bench();
  const dry = await run(['regenerate', ...phones, device, '--desk-phones', '--dry-run']);
  expect([dry.code, dry.out]).toEqual([
    0,
    'Dry run: nothing was changed. 2 of 2 would get a new password: 1 device and 1 user.\n',
  ]);
  expect(dry.err).toContain(`2 desk phones of ${owner}`);
  expect(dry.err).toContain('controlling it from the apps may fail');
  const some = await run(['regenerate', ...phones, '00:0B:82:FF:FF:01', '--desk-phones', '--dry-run']);
  expect([some.code, some.out.split('\n')[0]]).toEqual([
    1,
    'Dry run: nothing was changed. 1 of 2 would get a new password: 1 user.',
  ]);
  const json = JSON.parse((await run(['regenerate', ...phones, '--desk-phones', '--dry-run', '--json'])).out);
  expect(json.items).toMatchObject([{ macs: phones, state: 'queued', errorCode: null, device: { owner } }]);
  expect(posted(pbx)).toEqual([]);
});

test('jobs show, find, export and password support desk phones', async () => {
  const { run, user, phones, owner } = await bench();
  await run(['regenerate', ...phones, '--desk-phones', '--yes']);
  const shown = await run(['jobs', 'show', '1', '--show-passwords'], { agrees: true });
  expect(shown.out).toContain(
    `✓ ${phones.map(formatMac).join(', ')}  2 desk phones of ${owner}  new password`,
  );
  expect(shown.out).toContain(`New password: ${user.DeskphonePassword}`);
  expect(shown.out).toContain('controlling it from the apps may fail');
  for (const mac of phones) expect((await run(['jobs', 'find', formatMac(mac)])).out).toContain('job 1');

  const [row] = parse((await run(['jobs', 'export', '1', '--passwords'])).out, { columns: true }) as Record<
    string,
    string
  >[];
  expect(row).toMatchObject({
    mac: formatMac(phones[0]),
    kind: 'desk-phone',
    owner,
    macs: phones.map(formatMac).join(' '),
    password: user.DeskphonePassword,
  });
  const json = JSON.parse((await run(['jobs', 'export', '1', '--format', 'json'])).out);
  expect(json.items).toMatchObject([{ macs: phones, device: { kind: 'desk-phone', owner } }]);

  const left = await run(['password', phones[1], '--show-passwords'], { agrees: true });
  expect([left.code, left.err]).toEqual([1, expect.stringContaining('--desk-phones')]);
  const read = await run(['password', phones[1], '--show-passwords', '--desk-phones'], { agrees: true });
  expect(read.out).toContain(`Current password: ${user.DeskphonePassword}`);
  expect(read.out).toContain(`, desk phone of ${owner}\n`);
  expect(read.out).toContain(
    `All phones of this user have it, also ${user.Phones[0]?.Name} ${formatMac(phones[0])}.`,
  );
});

test('jobs retry runs a user again, with all phones of the list', async () => {
  const { pbx, run, user, phones } = await bench();
  pbx.scriptUser(user.Id, { kind: 'status', status: 403 });
  expect((await run(['regenerate', ...phones, '--desk-phones', '--yes'])).code).toBe(1);
  const again = await run(['jobs', 'retry', '1', '--yes', '--json']);
  expect(again.err).toContain('2 desk phones of 1 user');
  expect(JSON.parse(again.out).items).toMatchObject([{ macs: phones, state: 'succeeded' }]);
  const replaced = JSON.parse((await run(['jobs', 'show', '1', '--json'])).out);
  expect(replaced.items).toMatchObject([{ state: 'failed', surelyReplaced: true }]);
});

test('without the PBX’s version nothing is sent, and the reason is shown', async () => {
  const { pbx, run, phones } = await bench({ behaviour: { versionShown: 'nowhere' } });
  const result = await run(['regenerate', ...phones, '--desk-phones', '--yes']);
  expect([result.code, posted(pbx)]).toEqual([1, []]);
  expect(result.out).toContain('which Rekey couldn’t read. Nothing was sent.');
});

test('an API client that can’t read users reports unlisted MACs as before', async () => {
  const { run, phones } = await bench({ behaviour: { usersPermitted: false } });
  const result = await run(['regenerate', ...phones, '--desk-phones', '--yes', '--json']);
  expect(result.code).toBe(1);
  expect(JSON.parse(result.out)).toMatchObject({
    job: null,
    deviceList: { deskPhonesRead: false },
    items: [{ errorCode: 'device-not-found' }, { errorCode: 'device-not-found' }],
  });
});
