import { expect, test } from 'vitest';
import type { FetchState, Item, ItemFetch, Job, Pbx } from '../../../common/model.ts';
import { wordsFor } from '../../../common/texts/index.ts';
import {
  isRejected,
  isUnfetched,
  pbxToAsk,
  shortFetchText,
  skippedTexts,
} from '../../../renderer/jobs/fetch-words.ts';

const url = 'https://pbx.example';
const pbx = { id: 'a', name: 'Acme', url } as Pbx;
const job = { pbxId: 'a', pbxUrl: url } as Job;

test('devices can be asked on their job’s PBX only while it has the same address', () => {
  expect(pbxToAsk([pbx], job)).toBe(pbx);
  expect(pbxToAsk([{ ...pbx, url: 'https://moved.example' }], job)).toBeNull();
  expect(pbxToAsk([], job)).toBeNull();
  expect(pbxToAsk([pbx], { ...job, pbxId: null })).toBeNull();
});

test.each([
  [
    'en',
    'Already done: 1 device that got a new password in a later job.',
    '2 devices already fetched or asked, skipped.',
  ],
  [
    'de',
    'Schon erledigt: 1 Gerät, das in einem späteren Auftrag ein neues Passwort bekam.',
    '2 Geräte übersprungen: haben schon abgerufen oder wurden schon aufgefordert.',
  ],
] as const)('devices that are not asked are counted by the reason, in %s', (language, replaced, fetched) => {
  const { texts } = wordsFor(language, language);
  expect(skippedTexts({ replaced: 1, fetched: 2 }, texts)).toEqual([replaced, fetched]);
  expect(skippedTexts({ replaced: 0, fetched: 0 }, texts)).toEqual([]);
});

const mac = '0a0000000001';
const at = new Date().toISOString();
function item(state: ItemFetch['state'], request: FetchState | null = null): Item {
  const device = {
    mac,
    request: request && { state: request, at, problem: null },
    generatedAt: null,
    failedAt: null,
  };
  const fetch = { state, reason: null, at, changedAt: at, watchedUntil: null, devices: [device] };
  return {
    mac,
    macs: [mac],
    device: null,
    state: 'succeeded',
    surelyReplaced: false,
    fetch,
  } as unknown as Item;
}

test.each([
  ['generated', null, /^Fetched \S+/, /^Abgerufen \S+$/],
  ['generated', 'accepted', /^Fetched \S+/, /^Abgerufen \S+$/],
  ['not-generated', null, /^Not generated \S+/, /^Nicht erzeugt \S+$/],
  ['awaited', null, /^Not fetched yet$/, /^Noch nicht abgerufen$/],
  ['awaited', 'accepted', /^Not fetched yet · asked \S+/, /^Noch nicht abgerufen · aufgefordert \S+$/],
  ['awaited', 'queued', /^To be asked to fetch$/, /^Wird noch aufgefordert$/],
  ['awaited', 'refused', /^Request to fetch rejected$/, /^Aufforderung abgelehnt$/],
  ['not-seen', 'accepted', /^Not fetched · asked \S+/, /^Nicht abgerufen · aufgefordert \S+$/],
] as const)(
  'in a row what matters about fetching comes first: %s, %s',
  (state, request, inEnglish, inGerman) => {
    expect(shortFetchText(item(state, request), wordsFor('en', 'en').texts)).toMatch(inEnglish);
    expect(shortFetchText(item(state, request), wordsFor('de', 'de').texts)).toMatch(inGerman);
  },
);

test('devices that have not fetched can be found, and those that the PBX rejects the request for', () => {
  expect(isUnfetched(item('awaited', 'refused'))).toBe(true);
  expect(isUnfetched(item('generated'))).toBe(false);
  expect(isUnfetched(item('unknown'))).toBe(false);
  expect(isRejected(item('awaited', 'not-asked'))).toBe(true);
  expect(isRejected(item('awaited', 'accepted'))).toBe(false);
});
