import { expect, test } from 'vitest';
import type { Job, Pbx } from '../../../common/model.ts';
import { wordsFor } from '../../../common/texts/index.ts';
import { pbxToAsk, skippedTexts } from '../../../renderer/jobs/fetch-words.ts';

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
