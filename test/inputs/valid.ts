import type { CallName } from '../../common/channels.ts';
import type { CallInput } from '../../common/ipc/index.ts';
import { type Mac, macSchema } from '../../common/mac-schema.ts';

/** An input for every call of the contract. */
export type Inputs = { [Name in CallName]: CallInput<Name> };

/** What the inputs refer to: a stored PBX, and one of its devices. */
export interface Subject {
  pbxId: string;
  url: string;
  clientId: string;
  apiKey: string;
  mac: Mac;
}

/** A well-formed subject, where nothing is requested for it. */
export const someSubject: Subject = {
  pbxId: '00000000-0000-4000-8000-000000000000',
  url: 'https://pbx.example:5001',
  clientId: 'rekey',
  apiKey: 'key',
  mac: macSchema.parse('000b82101eef'),
};

/** One input for every call that main accepts and acts on. */
export function validInputs({ pbxId, url, clientId, apiKey, mac }: Subject): Inputs {
  const entry = (name: string) => ({ name, address: url, clientId, fingerprint: null });
  return {
    'app:language': undefined,
    'app:state': undefined,
    'app:network-changed': undefined,
    'app:show-log': undefined,
    'app:copy-diagnostics': undefined,
    'app:forget': { leaveKeychain: false },
    'pbxs:add': { entry: entry('Added'), apiKey },
    'pbxs:edit': { id: pbxId, entry: entry('Edited'), apiKey },
    'pbxs:set-pace': { id: pbxId, pace: { concurrency: 16, ratePerSecond: null } },
    'pbxs:remove': { id: pbxId, history: false },
    'pbxs:count-jobs': { id: pbxId },
    'pbxs:select': { id: pbxId },
    'pbxs:test': { id: pbxId, retryRefusedKey: false },
    'pbxs:test-entry': { id: null, entry: entry('Tested'), apiKey, retryRefusedKey: false },
    'setup-file:pending': undefined,
    'setup-file:choose': undefined,
    'setup-file:receive': { name: 'acme.rekey', bytes: new Uint8Array([1, 2, 3]) },
    'setup-file:open': { id: pbxId, passphrase: 'correct horse battery' },
    'setup-file:compare': { id: pbxId },
    'setup-file:import': { id: pbxId, choices: ['add', 'replace', 'leave'] },
    'setup-file:close': { id: pbxId },
    'setup-file:export': { pbxIds: [pbxId], withKeys: true, passphrase: 'correct horse battery' },
    'setup-file:show-exported': undefined,
    'devices:list': { pbxId },
    'devices:refresh': { pbxId },
    'devices:freshen': { pbxId },
    'devices:search': { text: mac, firstPbxId: pbxId, limit: 200 },
    'devices:elsewhere': { pbxId, mac },
    'devices:match': { pbxId, macs: [mac], refresh: true },
    'jobs:run': { pbxId, macs: [mac], tryUnlisted: false, reference: 'T-1', retryOf: null },
    'jobs:resume': { jobId: 1 },
    'jobs:pause': { pbxId },
    'jobs:cancel': { pbxId },
    'jobs:abandon': { jobId: 1 },
    'jobs:wait': { pbxId, macs: [mac], tryUnlisted: false, reference: null, retryOf: null },
    'jobs:withdraw': { jobId: 1 },
    'jobs:try-now': { jobId: 1 },
    'jobs:open': undefined,
    'jobs:list': { before: null, limit: 200 },
    'jobs:find': { text: mac, limit: 200 },
    'jobs:show': { jobId: 1 },
    'jobs:export': { jobId: 1, format: 'csv', passwords: false },
    'jobs:recent': { pbxId, limit: 200 },
    'passwords:read-current': { pbxId, mac },
    // Other calls may have run the device again by then.
    'passwords:reveal': { ref: { item: 1 }, evenReplaced: true },
    'passwords:copy': { ref: { item: 1 }, evenReplaced: true },
    'passwords:copy-table': { items: [1] },
    'passwords:check': { refs: [{ item: 1 }] },
    'passwords:spreadsheet-risks': { jobId: 1 },
    'passwords:count-older': { days: 7 },
    'documents:read': { name: 'list.csv', bytes: new TextEncoder().encode(mac) },
    'clipboard:read': undefined,
    'network:log-in': { proxy: 'proxy.example:8080', user: 'ann', password: 'secret' },
    'settings:get': undefined,
    'settings:set': {
      appearance: 'dark',
      language: 'en',
      clipboardSeconds: 45,
      retentionDays: 30,
      confirmAbove: 25,
      shortcut: null,
      keepInTray: true,
    },
    'updates:check': undefined,
    'desktop:facts': undefined,
    'app:go': { kind: 'edit-pbx', pbxId },
    'app:take-target': undefined,
    'panel:take-opening': undefined,
    'panel:hide': undefined,
    'panel:cleared': { turn: 1 },
    'panel:stand': { stage: 'question' },
    'panel:fit': { height: 320 },
    'fetch:start': { jobId: 1, targets: [{ itemId: 1, mac }] },
    'fetch:resume': { pbxId },
    'fetch:pause': { pbxId },
    'fetch:cancel': { pbxId },
    'fetch:open': undefined,
    'device:page': { pbxId, mac, copy: null },
  };
}
