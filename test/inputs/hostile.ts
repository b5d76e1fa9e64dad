import type { CallName } from '../../common/channels.ts';
import type { ErrorCode } from '../../common/errors.ts';
import { maxSetupFileBytes } from '../../common/setup-file.ts';
import { type Subject, validInputs } from './valid.ts';

/** A hostile input and its result: an error of the closed set, or nothing harmful. */
export interface HostileCase {
  what: string;
  input: unknown;
  outcome: ErrorCode | 'harmless';
}

const unknownId = 'ffffffff-ffff-4fff-bfff-ffffffffffff';
const long = 'x'.repeat(500);
const zipStart = new Uint8Array([0x50, 0x4b, 3, 4, 0]);
/** Reverses the text direction, rings the bell, breaks lines and strings, and looks like markup. */
const nasty = '\u202egnp.\u202c\u0000\u0007\u001b[31m\r\nX-Evil: 1\u2028<img src=x onerror=alert(1)>\ud800';

/** An object with an own key `__proto__`, as a message may carry it. */
const withProto = (input: unknown): unknown =>
  JSON.parse(`{"__proto__":{"polluted":true},${JSON.stringify(input ?? { a: 1 }).slice(1)}`);

/** Inputs of the right form with hostile content, and some that only just miss the form, for every call. */
export function hostileInputs(subject: Subject): Record<CallName, HostileCase[]> {
  const valid = validInputs(subject);
  const { pbxId, mac } = subject;
  const refused = (what: string, input: unknown): HostileCase => ({ what, input, outcome: 'call-refused' });
  const proto = (name: CallName): HostileCase => refused('an own key __proto__', withProto(valid[name]));
  const stranger = (
    name: CallName,
    key: 'id' | 'pbxId' | 'firstPbxId',
    outcome: HostileCase['outcome'],
  ): HostileCase => ({
    what: 'an id that does not exist',
    input: { ...(valid[name] as object), [key]: unknownId },
    outcome,
  });
  const macCases = (name: 'devices:elsewhere' | 'passwords:read-current'): HostileCase[] => [
    proto(name),
    ...['FF:FF:FF:FF:FF:FF', mac.toUpperCase(), `${mac}\n`, "0'0b82101eef", '%2e%2e%2f%2e%2e%2f'].map(
      (text) => refused(`the MAC ${JSON.stringify(text)}`, { pbxId, mac: text }),
    ),
  ];
  const refCases = (name: 'passwords:reveal' | 'passwords:copy'): HostileCase[] => [
    proto(name),
    ...[Number.NaN, -1, 0, 1.5, 2 ** 53, Number.POSITIVE_INFINITY, '1', null].map((item) =>
      refused(`the item ${item}`, { ref: { item } }),
    ),
    refused('both kinds of reference', { ref: { item: 1, reading: unknownId } }),
    { what: 'an item that does not exist', input: { ref: { item: 2 ** 53 - 1 } }, outcome: 'harmless' },
    { what: 'a reading that does not exist', input: { ref: { reading: unknownId } }, outcome: 'harmless' },
  ];
  const jobCases = (
    name:
      | 'jobs:resume'
      | 'jobs:abandon'
      | 'jobs:withdraw'
      | 'jobs:try-now'
      | 'jobs:show'
      | 'jobs:export'
      | 'passwords:spreadsheet-risks',
    stranger: HostileCase['outcome'] = 'usage',
  ): HostileCase[] => {
    const job = (jobId: unknown): object => ({ ...valid[name], jobId });
    return [
      proto(name),
      ...[Number.NaN, -1, 0, 1.5, 2 ** 53, Number.NEGATIVE_INFINITY, '1', null].map((jobId) =>
        refused(`the job ${jobId}`, job(jobId)),
      ),
      { what: 'a job that does not exist', input: job(2 ** 53 - 1), outcome: stranger },
    ];
  };
  const entryCases = (name: 'pbxs:add' | 'pbxs:edit' | 'pbxs:test-entry'): HostileCase[] => {
    const { entry } = valid[name];
    const changed = (change: object) => ({ ...valid[name], entry: { ...entry, ...change } });
    return [
      proto(name),
      refused('a name that is too long', changed({ name: `${long}x` })),
      refused('an API key that is too long', { ...valid[name], apiKey: 'x'.repeat(4001) }),
      refused('a key more', changed({ admin: true })),
      ...[
        'javascript:alert(1)',
        'file:///etc/passwd',
        'data:text/html,x',
        'app://rekey/index.html',
        'http://evil.example',
        'https://user:password@pbx.example',
        'https://[::1',
        nasty,
        '',
      ].map(
        (address): HostileCase => ({
          what: `the address ${JSON.stringify(address).slice(0, 40)}`,
          input: changed({ address }),
          outcome: 'pbx-address-invalid',
        }),
      ),
      ...[nasty, long].flatMap((text): HostileCase[] => [
        { what: 'a hostile client ID', input: changed({ clientId: text }), outcome: 'usage' },
        { what: 'a hostile fingerprint', input: changed({ fingerprint: text }), outcome: 'usage' },
      ]),
      { what: 'a hostile API key', input: { ...changed({}), apiKey: nasty }, outcome: 'usage' },
      { what: 'an empty name', input: changed({ name: ' \u200e ' }), outcome: 'usage' },
    ];
  };
  const manyMacs = Array.from({ length: 10_001 }, (_, index) => `02${index.toString(16).padStart(10, '0')}`);
  const wait = (change: object) => ({ ...valid['jobs:wait'], ...change });
  const run = (change: object) => ({ ...valid['jobs:run'], ...change });

  return {
    'app:language': [proto('app:language'), refused('something', 'de')],
    'app:state': [proto('app:state'), refused('something', 0), refused('nothing', null)],
    'app:network-changed': [proto('app:network-changed'), refused('something', 0)],
    'app:show-log': [proto('app:show-log'), refused('a path', '/etc/passwd')],
    'app:copy-diagnostics': [proto('app:copy-diagnostics'), refused('something', 0)],
    'app:forget': [
      proto('app:forget'),
      refused('nothing', undefined),
      ...[undefined, null, 0, 'false'].map((leaveKeychain) =>
        refused(`the keychain left ${leaveKeychain}`, { leaveKeychain }),
      ),
    ],
    'pbxs:add': entryCases('pbxs:add'),
    'pbxs:edit': [...entryCases('pbxs:edit'), stranger('pbxs:edit', 'id', 'pbx-unknown')],
    'pbxs:set-pace': [
      proto('pbxs:set-pace'),
      stranger('pbxs:set-pace', 'id', 'pbx-unknown'),
      ...[0, 17, 2.5, Number.NaN, Number.POSITIVE_INFINITY].map((concurrency) =>
        refused(`${concurrency} at once`, { id: pbxId, pace: { concurrency, ratePerSecond: 5 } }),
      ),
      ...[0, 51, 0.5, Number.NaN].map((ratePerSecond) =>
        refused(`${ratePerSecond} a second`, { id: pbxId, pace: { concurrency: 4, ratePerSecond } }),
      ),
    ],
    'pbxs:remove': [
      proto('pbxs:remove'),
      stranger('pbxs:remove', 'id', 'pbx-unknown'),
      ...[undefined, null, 1, 'true'].map((history) =>
        refused(`the history ${history}`, { id: pbxId, history }),
      ),
    ],
    'pbxs:count-jobs': [proto('pbxs:count-jobs'), stranger('pbxs:count-jobs', 'id', 'harmless')],
    'pbxs:select': [proto('pbxs:select'), stranger('pbxs:select', 'id', 'pbx-unknown')],
    'pbxs:test': [proto('pbxs:test'), stranger('pbxs:test', 'id', 'pbx-unknown')],
    'pbxs:test-entry': [
      ...entryCases('pbxs:test-entry'),
      {
        what: 'a host that is too long for one',
        input: { ...valid['pbxs:test-entry'], entry: { ...valid['pbxs:test-entry'].entry, address: long } },
        outcome: 'pbx-unreachable',
      },
      stranger('pbxs:test-entry', 'id', 'pbx-unknown'),
    ],
    'setup-file:pending': [proto('setup-file:pending'), refused('a path', '/etc/passwd')],
    'setup-file:choose': [proto('setup-file:choose'), refused('a path', { path: '/etc/passwd' })],
    'setup-file:receive': [
      proto('setup-file:receive'),
      refused('a path', { name: 'x', path: '/etc/passwd' }),
      refused('text for bytes', { name: 'x', bytes: 'REKEYSET' }),
      refused('far too many bytes', { name: 'x', bytes: new Uint8Array(maxSetupFileBytes + 2) }),
      { what: 'no bytes', input: { name: nasty, bytes: new Uint8Array() }, outcome: 'harmless' },
      {
        what: 'a byte too many',
        input: { name: '../../x', bytes: new Uint8Array(maxSetupFileBytes + 1) },
        outcome: 'harmless',
      },
    ],
    'setup-file:open': [
      proto('setup-file:open'),
      stranger('setup-file:open', 'id', 'usage'),
      refused('a passphrase that is too long', { id: unknownId, passphrase: 'x'.repeat(4001) }),
    ],
    'setup-file:compare': [proto('setup-file:compare'), stranger('setup-file:compare', 'id', 'usage')],
    'setup-file:import': [
      proto('setup-file:import'),
      stranger('setup-file:import', 'id', 'usage'),
      refused('a choice that there is not', { id: unknownId, choices: ['overwrite'] }),
      refused('a choice too many', { id: unknownId, choices: Array(201).fill('add') }),
    ],
    'setup-file:close': [proto('setup-file:close'), stranger('setup-file:close', 'id', 'harmless')],
    'setup-file:export': [
      proto('setup-file:export'),
      refused('no PBX', { ...valid['setup-file:export'], pbxIds: [] }),
      refused('a path', { ...valid['setup-file:export'], path: '/etc/passwd' }),
      {
        what: 'a PBX that does not exist',
        input: { ...valid['setup-file:export'], pbxIds: [unknownId] },
        outcome: 'pbx-unknown',
      },
      {
        what: 'a poor passphrase',
        input: { ...valid['setup-file:export'], passphrase: nasty.slice(0, 3) },
        outcome: 'usage',
      },
    ],
    'setup-file:show-exported': [
      proto('setup-file:show-exported'),
      refused('a path', '/etc/passwd'),
      { what: 'nothing that was exported', input: undefined, outcome: 'usage' },
    ],
    'devices:list': [proto('devices:list'), stranger('devices:list', 'pbxId', 'harmless')],
    'devices:refresh': [proto('devices:refresh'), stranger('devices:refresh', 'pbxId', 'pbx-unknown')],
    'devices:freshen': [proto('devices:freshen'), stranger('devices:freshen', 'pbxId', 'pbx-unknown')],
    'devices:search': [
      proto('devices:search'),
      stranger('devices:search', 'firstPbxId', 'harmless'),
      refused('a text that is too long', { text: `${long}x`, firstPbxId: null, limit: 1 }),
      ...[Number.NaN, -1, 0, 201, 1.5].map((limit) =>
        refused(`the limit ${limit}`, { text: mac, firstPbxId: null, limit }),
      ),
      ...[nasty, '%', '_', "' OR 1=1 --", '\\', '', 'a '.repeat(200)].map(
        (text): HostileCase => ({
          what: `the text ${JSON.stringify(text).slice(0, 20)}`,
          input: { text, firstPbxId: null, limit: 200 },
          outcome: 'harmless',
        }),
      ),
    ],
    'devices:elsewhere': [
      ...macCases('devices:elsewhere'),
      stranger('devices:elsewhere', 'pbxId', 'harmless'),
    ],
    'devices:match': [
      proto('devices:match'),
      stranger('devices:match', 'pbxId', 'pbx-unknown'),
      refused('no MAC', { ...valid['devices:match'], macs: [] }),
      refused('a MAC too many', { ...valid['devices:match'], macs: manyMacs }),
      refused('a hostile MAC', { ...valid['devices:match'], macs: [nasty] }),
    ],
    'jobs:run': [
      proto('jobs:run'),
      stranger('jobs:run', 'pbxId', 'pbx-unknown'),
      refused('no MAC', run({ macs: [] })),
      refused('a MAC too many', run({ macs: manyMacs })),
      refused('a hostile MAC', run({ macs: [mac, nasty] })),
      refused('a reference that is too long', run({ reference: `${long}x` })),
      {
        what: 'as many unknown MACs as can be',
        input: run({ macs: manyMacs.slice(1) }),
        outcome: 'device-not-found',
      },
      {
        what: 'a hostile reference',
        input: run({ macs: manyMacs.slice(0, 1), reference: nasty }),
        outcome: 'device-not-found',
      },
    ],
    'jobs:resume': jobCases('jobs:resume'),
    'jobs:pause': [proto('jobs:pause'), stranger('jobs:pause', 'pbxId', 'harmless')],
    'jobs:cancel': [proto('jobs:cancel'), stranger('jobs:cancel', 'pbxId', 'harmless')],
    'jobs:abandon': jobCases('jobs:abandon'),
    'jobs:wait': [
      proto('jobs:wait'),
      stranger('jobs:wait', 'pbxId', 'pbx-unknown'),
      refused('no MAC', wait({ macs: [] })),
      refused('a MAC too many', wait({ macs: manyMacs })),
      refused('a hostile MAC', wait({ macs: [mac, nasty] })),
      refused('a reference that is too long', wait({ reference: `${long}x` })),
      refused('a list and a job', wait({ jobId: 1 })),
      ...[Number.NaN, -1, 0, 1.5, 2 ** 53, '1', null].map((jobId) => refused(`the job ${jobId}`, { jobId })),
      {
        what: 'as many unknown MACs as can be',
        input: wait({ macs: manyMacs.slice(1) }),
        outcome: 'device-not-found',
      },
      { what: 'a job that does not exist', input: { jobId: 2 ** 53 - 1 }, outcome: 'usage' },
    ],
    'jobs:withdraw': jobCases('jobs:withdraw'),
    'jobs:try-now': jobCases('jobs:try-now', 'harmless'),
    'jobs:open': [proto('jobs:open'), refused('something', 0)],
    'jobs:list': [
      proto('jobs:list'),
      ...[Number.NaN, -1, 0, 201, 1.5].map((limit) => refused(`the limit ${limit}`, { before: null, limit })),
      ...[0, -1, 1.5, '1'].map((before) => refused(`before ${before}`, { before, limit: 1 })),
    ],
    'jobs:find': [
      proto('jobs:find'),
      refused('a text that is too long', { text: `${long}x`, limit: 1 }),
      ...[nasty, '%', '_', "' OR 1=1 --", '\\', ''].map(
        (text): HostileCase => ({
          what: `the text ${JSON.stringify(text).slice(0, 20)}`,
          input: { text, limit: 200 },
          outcome: 'harmless',
        }),
      ),
    ],
    'jobs:show': jobCases('jobs:show'),
    'jobs:export': [
      ...jobCases('jobs:export'),
      refused('a format that there is not', { jobId: 1, format: '../csv', passwords: true }),
    ],
    'jobs:recent': [
      proto('jobs:recent'),
      stranger('jobs:recent', 'pbxId', 'harmless'),
      ...[Number.NaN, -1, 0, 201, 1.5].map((limit) => refused(`the limit ${limit}`, { pbxId, limit })),
    ],
    'passwords:read-current': [
      ...macCases('passwords:read-current'),
      stranger('passwords:read-current', 'pbxId', 'pbx-unknown'),
      {
        what: 'a device that is not there',
        input: { pbxId, mac: '02ffffffffff' },
        outcome: 'device-not-found',
      },
    ],
    'passwords:reveal': refCases('passwords:reveal'),
    'passwords:copy': refCases('passwords:copy'),
    'passwords:copy-table': [
      proto('passwords:copy-table'),
      refused('no item', { items: [] }),
      refused('an item too many', { items: Array.from({ length: 10_001 }, (_, index) => index + 1) }),
      ...[Number.NaN, -1, 0, 1.5, '1', null].map((item) => refused(`the item ${item}`, { items: [item] })),
      { what: 'an item that does not exist', input: { items: [2 ** 53 - 1] }, outcome: 'harmless' },
    ],
    'passwords:check': [
      proto('passwords:check'),
      refused('no reference', { refs: [] }),
      refused('a reference too many', { refs: Array.from({ length: 10_001 }, () => ({ item: 1 })) }),
      refused('both kinds of reference', { refs: [{ item: 1, reading: unknownId }] }),
      ...[Number.NaN, -1, 0, 1.5, '1', null].map((item) => refused(`the item ${item}`, { refs: [{ item }] })),
      { what: 'an item that does not exist', input: { refs: [{ item: 2 ** 53 - 1 }] }, outcome: 'harmless' },
      {
        what: 'a reading that does not exist',
        input: { refs: [{ reading: unknownId }] },
        outcome: 'harmless',
      },
    ],
    'passwords:spreadsheet-risks': jobCases('passwords:spreadsheet-risks', 'harmless'),
    'passwords:count-older': [
      proto('passwords:count-older'),
      ...[0, -1, 3651, 1.5, Number.NaN, '30'].map((days) => refused(`${days} days`, { days })),
    ],
    'documents:read': [
      proto('documents:read'),
      refused('a path', { name: 'x', path: '/etc/passwd' }),
      refused('text for bytes', { name: 'x', bytes: '000B82101EEF' }),
      { what: 'a workbook that is none', input: { name: nasty, bytes: zipStart }, outcome: 'usage' },
      { what: 'the name of another file', input: { name: '/etc/passwd', bytes: zipStart }, outcome: 'usage' },
    ],
    'clipboard:read': [proto('clipboard:read'), refused('something', 0)],
    'network:log-in': [
      proto('network:log-in'),
      refused('a user name that is too long', { ...valid['network:log-in'], user: `${long}x` }),
      refused('a password that is too long', { ...valid['network:log-in'], password: 'x'.repeat(4001) }),
      ...['', nasty, 'proxy.example:8080'].map(
        (proxy): HostileCase => ({
          what: `the proxy ${JSON.stringify(proxy).slice(0, 20)}, which did not ask`,
          input: { ...valid['network:log-in'], proxy },
          outcome: 'usage',
        }),
      ),
    ],
    'settings:get': [proto('settings:get'), refused('something', 0)],
    'updates:check': [proto('updates:check'), refused('an address', 'https://evil.example')],
    'settings:set': [
      proto('settings:set'),
      ...['fr', '../de', '', 1, null].map((language) => refused(`language ${language}`, { language })),
      ...[0, -1, 10_001, 1.5, Number.NaN, '25'].map((confirmAbove) =>
        refused(`from ${confirmAbove} on`, { confirmAbove }),
      ),
      ...[0, -1, 3651, 1.5, Number.POSITIVE_INFINITY, '30', null].map((retentionDays) =>
        refused(`${retentionDays} days`, { retentionDays }),
      ),
      ...[0, -45, 46, 1e9, Number.NaN, '45', null].map((clipboardSeconds) =>
        refused(`${clipboardSeconds} s`, { clipboardSeconds }),
      ),
      ...['', 'Dark', 'dark ', 0, null, ['dark']].map((appearance) =>
        refused(`the appearance ${JSON.stringify(appearance)}`, { appearance }),
      ),
      ...[
        'K',
        'Shift+K',
        'Control+C',
        'Alt+Control+K',
        'Control+K+K',
        'Control+',
        'Control+\u0000',
        '',
        7,
        `Control+${long}`,
      ].map((shortcut) => refused(`the shortcut ${JSON.stringify(shortcut).slice(0, 30)}`, { shortcut })),
      ...[0, 'yes', null].flatMap((value) => [
        refused(`in the tray: ${value}`, { keepInTray: value }),
        refused(`at log-in: ${value}`, { startAtLogin: value }),
      ]),
      ...[7, true, `https://example.com/${'x'.repeat(600)}`].map((updateAddress) =>
        refused(`the update address ${String(updateAddress).slice(0, 30)}`, { updateAddress }),
      ),
      refused('a setting more', { confirmAbove: 25, selectedPbxId: unknownId }),
      refused('a wrong one beside a good one', { retentionDays: 1, confirmAbove: 0 }),
      refused('no setting', {}),
    ],
    'desktop:facts': [proto('desktop:facts'), refused('something', 0)],
    'app:go': [
      proto('app:go'),
      ...[0, -1, 1.5, '1', null, Number.NaN].map((jobId) =>
        refused(`the job ${jobId}`, { kind: 'job', jobId }),
      ),
      refused('a PBX that is no ID', { kind: 'edit-pbx', pbxId: nasty }),
      refused('an empty list', { kind: 'list', text: '' }),
      refused('a list that is too long', { kind: 'list', text: 'x'.repeat(20_001) }),
      { what: 'a hostile list', input: { kind: 'list', text: nasty }, outcome: 'harmless' },
      refused('a place that there is not', { kind: 'https://evil.example' }),
      {
        what: 'a PBX that does not exist',
        input: { kind: 'edit-pbx', pbxId: unknownId },
        outcome: 'harmless',
      },
      { what: 'a job that does not exist', input: { kind: 'job', jobId: 2 ** 53 - 1 }, outcome: 'harmless' },
    ],
    'app:take-target': [proto('app:take-target'), refused('something', 0)],
    'panel:take-opening': [proto('panel:take-opening'), refused('something', 0)],
    'panel:hide': [proto('panel:hide'), refused('something', 0)],
    'panel:cleared': [
      proto('panel:cleared'),
      ...[-1, 0.5, 1e300, '1', null].map((turn) => refused(`the turn ${turn}`, { turn })),
      { what: 'a turn that never was', input: { turn: 999 }, outcome: 'harmless' },
    ],
    'panel:stand': [
      proto('panel:stand'),
      ...[0, 'held', null].map((stage) => refused(`${stage}`, { stage })),
    ],
    'panel:fit': [
      proto('panel:fit'),
      ...[0, -320, 1e9, 320.5, Number.NaN, '320'].map((height) =>
        refused(`the height ${height}`, { height }),
      ),
    ],
    'fetch:start': [
      proto('fetch:start'),
      {
        what: 'a job that does not exist',
        input: { jobId: 2 ** 53 - 1, targets: [{ itemId: 1, mac }] },
        outcome: 'usage',
      },
      refused('no device', { jobId: 1, targets: [] }),
      refused('a device too many', {
        jobId: 1,
        targets: Array.from({ length: 10_001 }, (_, n) => ({ itemId: n + 1, mac })),
      }),
      ...[Number.NaN, -1, 0, 1.5, '1', null].map((itemId) =>
        refused(`the item ${itemId}`, { jobId: 1, targets: [{ itemId, mac }] }),
      ),
      refused('a MAC that is none', { jobId: 1, targets: [{ itemId: 1, mac: nasty }] }),
    ],
    'fetch:resume': [proto('fetch:resume'), stranger('fetch:resume', 'pbxId', 'pbx-unknown')],
    'fetch:pause': [proto('fetch:pause'), stranger('fetch:pause', 'pbxId', 'harmless')],
    'fetch:cancel': [proto('fetch:cancel'), stranger('fetch:cancel', 'pbxId', 'pbx-unknown')],
    'fetch:open': [proto('fetch:open'), refused('something', 0)],
    'device:page': [
      proto('device:page'),
      stranger('device:page', 'pbxId', 'pbx-unknown'),
      ...['FF:FF:FF:FF:FF:FF', `${mac}\n`, 'https://evil.example/', '192.168.1.1', nasty].map((text) =>
        refused(`the MAC ${JSON.stringify(text)}`, { pbxId, mac: text, copy: null }),
      ),
      refused('an address', { pbxId, mac, copy: null, address: '192.168.1.1' }),
      refused('a url', { pbxId, mac, copy: null, url: 'https://evil.example/' }),
      refused('a reading', { pbxId, mac, copy: { reading: unknownId } }),
      ...[Number.NaN, -1, '1'].map((item) => refused(`the item ${item}`, { pbxId, mac, copy: { item } })),
    ],
  };
}
