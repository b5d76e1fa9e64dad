import { expect, test } from 'vitest';
import type { MatchedMac } from '../../../common/ipc/index.ts';
import { parseList } from '../../../common/list/index.ts';
import type { Mac } from '../../../common/mac.ts';
import type { Device, Match } from '../../../common/model.ts';
import { wordsFor } from '../../../common/texts/index.ts';
import { indexDevices } from '../../../common/understand.ts';
import {
  choose,
  correct,
  type Decisions,
  makePlan,
  noDecisions,
  resolveRows,
  withoutText,
} from '../../../renderer/list/plan.ts';
import { elsewhereText, excludedText, outcomeText, summaryText } from '../../../renderer/list/plan-words.ts';
import { readScan, rowsOfScans, rowsOfText } from '../../../renderer/list/rows.ts';
import { judgeScan } from '../../../renderer/list/scan.ts';
import { readPace } from '../../../renderer/pace/pace.ts';
import { macOf } from '../../setup/mac.ts';

const { texts: t } = wordsFor('en', 'en-US');
const [first, second, third] = ['000B82101EEF', '000B82101EF0', '805EC0112A07'] as const;
const question = '805600112233';
const text = [
  `Lobby;${first}`,
  `Dock;${second}`,
  `again ${first}`,
  `Ann;${third}`,
  '00:0B:82:10:1E:GG',
  `call ${question}`,
  '02:00:00:00:00:01',
].join('\n');

const device = (mac: Mac, kind: Device['kind']): Device => ({
  mac,
  key: mac.toUpperCase(),
  kind,
  name: 'Lift phone',
  brand: null,
  model: null,
  lines: [],
  ...(kind === 'desk-phone' ? ofUser(7, [mac]) : { owner: null }),
});

const ofUser = (id: number, macs: readonly Mac[]): Pick<Device, 'owner' | 'user'> => ({
  owner: `Ann Miller (${200 + id})`,
  user: { id, phones: macs.map((mac) => ({ mac, name: null })) },
});

const listed = (mac: Mac): MatchedMac => ({
  mac,
  match: 'listed',
  device: device(mac, 'fxs'),
  elsewhere: [],
});
const matched = (mac: Mac, match: Match): MatchedMac => ({ mac, match, device: null, elsewhere: [] });

const known = new Map<Mac, MatchedMac>([
  [macOf(first), listed(macOf(first))],
  [macOf(second), listed(macOf(second))],
  [macOf(third), { ...matched(macOf(third), 'desk-phone'), device: device(macOf(third), 'desk-phone') }],
  [macOf(question), matched(macOf(question), 'not-listed')],
  [
    macOf('020000000001'),
    { ...matched(macOf('020000000001'), 'not-listed'), elsewhere: [{ id: 'b', name: 'Acme Branch' }] },
  ],
]);

function planOf(
  decisions: Decisions = noDecisions,
  matches: ReadonlyMap<Mac, MatchedMac> = known,
  from = text,
) {
  const { rows, macs } = resolveRows(rowsOfText(parseList(from).entries), decisions.corrections);
  return { ...makePlan(rows, matches, decisions), macs };
}

const rowAt = (plan: ReturnType<typeof planOf>, line: number) => {
  const row = plan.rows.find(({ at }) => at.number === line);
  if (!row) throw new Error(`no row at line ${line}`);
  return row;
};

test('excluded rows are counted, whatever becomes of those that need review', () => {
  const plan = planOf();
  expect(excludedText(plan, t)).toBe('');
  const one = choose(noDecisions, [rowAt(plan, 2)], false, []);
  expect(excludedText(planOf(one), t)).toBe('1 excluded');
  expect(excludedText(planOf(choose(one, [rowAt(plan, 6)], true, [])), t)).toBe('1 excluded');
});

test('each row shows what will happen to it, and only what the PBX lists is included', () => {
  const plan = planOf();
  expect(plan.rows.map((row) => [row.at.number, row.standing, row.included, outcomeText(row, t)])).toEqual([
    [1, 'ready', true, 'New password'],
    [2, 'ready', true, 'New password'],
    [3, 'duplicate', false, 'Same as line 1'],
    [4, 'desk-phone', false, 'Skipped: desk phone of Ann Miller (207)'],
    [5, 'refused', false, 'A MAC address has only the digits 0–9 and A–F; this has “G”.'],
    [6, 'question', false, 'May be a phone number, serial number or date. Include it?'],
    [7, 'not-listed', false, 'Not listed, skipped'],
  ]);
  expect(plan.included).toEqual([macOf(first), macOf(second)]);
  expect(plan.unlisted).toBe(0);
  expect(elsewhereText(rowAt(plan, 7), t)).toBe('On Acme Branch');
  expect(plan.elsewhere).toEqual([{ id: 'b', name: 'Acme Branch', count: 1 }]);
  expect(summaryText(plan, t)).toBe(
    '2 ready, 1 not listed, 1 desk phone, 1 needs review, 1 duplicate, 1 invalid',
  );
});

test('a row is excluded and included again; one that cannot be included is left', () => {
  const plan = planOf();
  const out = planOf(choose(noDecisions, plan.rows, false, []));
  expect(out.included).toEqual([]);
  expect(outcomeText(rowAt(out, 1), t)).toBe('Excluded');
  const one = planOf(choose(noDecisions, [rowAt(plan, 2)], false, []));
  expect(one.included).toEqual([macOf(first)]);
  const all = planOf(choose(noDecisions, plan.rows, true, []));
  expect(all.included).toEqual([macOf(first), macOf(second), macOf(question)]);
  expect(all.unlisted).toBe(1);
});

test('unlisted devices are tried only if the user chooses that, and single ones can then be excluded', () => {
  const tried = planOf({ ...noDecisions, tryUnlisted: true });
  expect(tried.included).toEqual([macOf(first), macOf(second), macOf('020000000001')]);
  expect(tried.unlisted).toBe(1);
  expect(outcomeText(rowAt(tried, 7), t)).toBe('Not listed, will be tried anyway');
  const without = planOf(choose({ ...noDecisions, tryUnlisted: true }, [rowAt(tried, 7)], false, []));
  expect(without.unlisted).toBe(0);
  expect(outcomeText(rowAt(without, 7), t)).toBe('Not listed, excluded');
});

test('a number that the PBX lists is a MAC without a question', () => {
  const plan = planOf(noDecisions, new Map([...known, [macOf(question), listed(macOf(question))]]));
  expect(rowAt(plan, 6)).toMatchObject({ standing: 'ready', included: true });
});

test('without a device list MACs are included, to be looked up first; numbers stay ambiguous', () => {
  const unknown = new Map([...known.keys()].map((mac) => [mac, matched(mac, 'unknown')]));
  const plan = planOf(noDecisions, unknown);
  expect(outcomeText(rowAt(plan, 1), t)).toBe('Will be checked before anything is sent');
  expect(rowAt(plan, 6)).toMatchObject({ standing: 'question', included: false });
  expect(plan.unlisted).toBe(0);
});

test('what is not looked up yet is not included', () => {
  const plan = planOf(noDecisions, new Map());
  expect(plan.included).toEqual([]);
  expect(plan.counts.pending).toBe(5);
});

test('a corrected row is judged again: included, or a duplicate of another', () => {
  const wrong = rowAt(planOf(), 5);
  expect(correct(noDecisions, wrong, 'still wrong')).toBeNull();
  const twice = correct(noDecisions, wrong, first);
  expect(rowAt(planOf(twice ?? noDecisions), 5)).toMatchObject({ standing: 'duplicate', corrected: true });
  const fresh = correct(noDecisions, wrong, '00:0B:82:10:1E:AA');
  const plan = planOf(fresh ?? noDecisions);
  expect(rowAt(plan, 5)).toMatchObject({ standing: 'pending', corrected: true });
  expect(plan.macs).toContain('000b82101eaa');
});

test('when the first of two equal rows is corrected, the second takes its place', () => {
  const next = correct(noDecisions, rowAt(planOf(), 1), '00:0B:82:10:1E:AA');
  const plan = planOf(next ?? noDecisions);
  expect(rowAt(plan, 3)).toMatchObject({ standing: 'ready', included: true });
});

test('a decision about a row is kept when lines are inserted before it', () => {
  const decisions = choose(noDecisions, [rowAt(planOf(), 2)], false, []);
  const plan = planOf(decisions, known, `a new line\n\n${text}`);
  expect(rowAt(plan, 4)).toMatchObject({ standing: 'ready', included: false });
  expect(rowAt(plan, 3)).toMatchObject({ standing: 'ready', included: true });
});

test('emptying a list removes the decisions about its rows, not about scans', () => {
  const scanned = makePlan(resolveRows(rowsOfScans([third]), new Map()).rows, known, noDecisions).rows;
  const [scan] = resolveRows(rowsOfScans([second]), new Map()).rows;
  const wrong = correct(noDecisions, rowAt(planOf(), 5), '00:0B:82:10:1E:AA') ?? noDecisions;
  const decided = choose(
    { ...wrong, tryUnlisted: true },
    [rowAt(planOf(), 1), ...makePlan(scan ? [scan] : [], known, noDecisions).rows],
    false,
    [],
  );
  expect(planOf(withoutText(decided, scanned.length > 0)).included).toContain(macOf(first));
  expect(withoutText(decided, true)).toEqual({
    choices: new Map([[scan?.id, false]]),
    corrections: new Map(),
    tryUnlisted: true,
    includeDeskPhones: false,
  });
  expect(withoutText(decided, false)).toEqual(noDecisions);
});

test('a scan of twelve decimal digits is ambiguous if the PBX does not list it', () => {
  const mac = macOf('004912345678');
  const unlisted = new Map([[mac, matched(mac, 'not-listed')]]);
  const { rows } = resolveRows(rowsOfScans(['004912345678', '00:49:12:34:56:78', first]), new Map());
  const plan = makePlan(rows, unlisted, { ...noDecisions, tryUnlisted: true });
  expect(plan.rows.map(({ standing, ambiguous }) => [standing, ambiguous])).toEqual([
    ['question', true],
    ['duplicate', false],
    ['pending', false],
  ]);
  expect(plan.included).toEqual([]);
});

test.each([
  ['000B82101EEF', '000b82101eef'],
  ['MAC:00-0B-82-10-1E-EF', '000b82101eef'],
  ['P/N 963-00064-01;S/N 20EZ1;MAC 000B82101EEF', '000b82101eef'],
])('the scan %j is read', (scan, mac) => {
  expect(readScan(scan)).toMatchObject({ verdict: { ok: true, mac }, ambiguous: false });
});

test('an invalid scan stays in the list with its reason', () => {
  const rows = rowsOfScans(['20EZ1ABCD', first]);
  expect(rows.map(({ at, verdict }) => [at, verdict.ok])).toEqual([
    [{ from: 'scan', number: 1 }, false],
    [{ from: 'scan', number: 2 }, true],
  ]);
});

test('a code with two MACs is not guessed at', () => {
  expect(readScan(`${first} ${second}`).verdict).toEqual({ ok: false, reason: 'several' });
});

test('addresses that are not of a single device are notes: neither refused nor included', () => {
  const rows = rowsOfText(parseList('ff-ff-ff-ff-ff-ff\n01-00-5e-00-00-16\n00:00:00:00:00:00').entries);
  const plan = makePlan(resolveRows(rows, new Map()).rows, known, noDecisions);
  expect(plan.counts).toMatchObject({ 'no-device': 3, refused: 0 });
  expect(plan.rows.map(({ choosable, included }) => choosable || included)).toEqual([false, false, false]);
  expect(summaryText(plan, t)).toBe('3 special addresses');
  expect(plan.rows.map((row) => outcomeText(row, t))[0]).toContain('broadcast');
});

test('a scan is judged at once: good, already in the list, or not usable', () => {
  const index = indexDevices({
    devices: [device(macOf(first), 'fxs'), device(macOf(third), 'desk-phone')],
    fetchedAt: '2026-11-24T06:00:00.000Z',
    unreadable: 0,
    complete: true,
    deskPhonesRead: true,
  });
  const judge = (scan: string, places = new Map(), devices: typeof index | null = index) =>
    judgeScan(scan, places, devices, 'Acme', t);
  expect(judge(first)).toEqual({
    verdict: 'good',
    word: 'Added',
    details: '00:0B:82:10:1E:EF · Lift phone',
  });
  expect(judge(first, new Map([[macOf(first), { from: 'text', number: 4 }]]))).toMatchObject({
    verdict: 'duplicate',
    details: '00:0B:82:10:1E:EF is the same as line 4.',
  });
  expect(judge(third)).toMatchObject({ verdict: 'bad', word: 'Desk phone' });
  expect(judge(second)).toMatchObject({ verdict: 'bad', word: 'Not listed' });
  expect(judge('20EZ1ABCD')).toMatchObject({ verdict: 'bad', word: 'Not a MAC address' });
  expect(judge(second, new Map(), null)).toMatchObject({ verdict: 'good' });
});

test.each([
  ['4', '5', { concurrency: 4, ratePerSecond: 5 }],
  [' 16 ', '', { concurrency: 16, ratePerSecond: null }],
  ['0', '5', null],
  ['17', '5', null],
  ['4', '51', null],
  ['4.5', '5', null],
  ['', '5', null],
])('%j at once and %j per second', (atOnce, perSecond, pace) => {
  expect(readPace(atOnce, perSecond).pace).toEqual(pace);
});

const phones = ['805EC0000001', '805EC0000002', '805EC0000003', '805EC0000004', '805EC0000005'].map(macOf);
const phoneList = [`Lobby;${first}`, ...phones.slice(0, 4).map((mac) => `phone ${mac}`)].join('\n');

/** Two phones of a user who has a third one elsewhere, one of another user, and one without a known user. */
function phoneMatches(): ReadonlyMap<Mac, MatchedMac> {
  const [a, b, c, d, e] = phones as [Mac, Mac, Mac, Mac, Mac];
  const phone = (mac: Mac, of: Pick<Device, 'owner' | 'user'>): [Mac, MatchedMac] => [
    mac,
    {
      ...matched(mac, 'desk-phone'),
      device: { ...device(mac, 'fxs'), kind: 'desk-phone', ...of },
    },
  ];
  return new Map([
    [macOf(first), listed(macOf(first))],
    phone(a, ofUser(1, [a, c, e])),
    phone(b, ofUser(2, [b])),
    phone(c, ofUser(1, [a, c, e])),
    phone(d, { owner: 'Ann Miller (209)' }),
  ]);
}

test('desk phones are included only if the user chooses that: one password for each user', () => {
  const [a, b, c, , e] = phones;
  const without = planOf(noDecisions, phoneMatches(), phoneList);
  expect(without.included).toEqual([macOf(first)]);
  expect(without.passwords).toBe(1);
  expect(without).toMatchObject({
    deskPhones: [],
    users: [],
    includable: { phones: 3, users: 2 },
    unsure: 1,
  });
  expect(without.rows.map((row) => outcomeText(row, t))).toEqual([
    'New password',
    'Skipped: desk phone of Ann Miller (201)',
    'Skipped: desk phone of Ann Miller (202)',
    'Skipped: desk phone of Ann Miller (201)',
    'Skipped: a desk phone, but Rekey can’t tell whose password it has',
  ]);

  const plan = planOf({ ...noDecisions, includeDeskPhones: true }, phoneMatches(), phoneList);
  expect(plan.included).toEqual([macOf(first), a, b, c]);
  expect(plan.passwords).toBe(3);
  expect(plan.deskPhones).toEqual([
    { mac: a, userId: 1 },
    { mac: b, userId: 2 },
    { mac: c, userId: 1 },
  ]);
  expect(
    plan.users.map(({ owner, phones: all }) => [owner, all.map(({ mac, inList }) => [mac, inList])]),
  ).toEqual([
    [
      'Ann Miller (201)',
      [
        [a, true],
        [c, true],
        [e, false],
      ],
    ],
    ['Ann Miller (202)', [[b, true]]],
  ]);
  expect(plan.rows.map((row) => outcomeText(row, t))).toEqual([
    'New password',
    'New password',
    'New password',
    'Same password as line 2',
    'Skipped: a desk phone, but Rekey can’t tell whose password it has',
  ]);
  expect(summaryText(plan, t)).toBe('1 ready, 4 desk phones, 3 desk phones included');
});

test('the desk phones of a user are included and excluded together', () => {
  const decisions = { ...noDecisions, includeDeskPhones: true };
  const plan = planOf(decisions, phoneMatches(), phoneList);
  const outOfTwo = choose(decisions, [rowAt(plan, 4)], false, plan.rows);
  const out = planOf(outOfTwo, phoneMatches(), phoneList);
  expect(out.deskPhones.map(({ userId }) => userId)).toEqual([2]);
  expect([2, 4].map((line) => outcomeText(rowAt(out, line), t))).toEqual(['Excluded', 'Excluded']);
  const again = planOf(choose(outOfTwo, [rowAt(out, 2)], true, out.rows), phoneMatches(), phoneList);
  expect(again.deskPhones).toHaveLength(3);
});

test('a desk phone whose MAC is scanned is good once desk phones are included', () => {
  const [a] = phones as [Mac];
  const found = phoneMatches().get(a)?.device;
  const index = indexDevices({
    devices: found ? [found] : [],
    fetchedAt: '',
    unreadable: 0,
    complete: true,
    deskPhonesRead: true,
  });
  const judge = (included: boolean) => judgeScan(a, new Map(), index, 'Acme', t, included);
  expect(judge(false)).toMatchObject({
    verdict: 'bad',
    details: expect.stringContaining('You can include it'),
  });
  expect(judge(true)).toMatchObject({
    verdict: 'good',
    details: '80:5E:C0:00:00:01 is a desk phone of Ann Miller (201).',
  });
});
