import { expect, it, onTestFinished, vi } from 'vitest';
import type { Item, Job } from '../../../../common/model.ts';
import { wordsFor } from '../../../../common/texts/index.ts';
import { visibleText } from '../../../../common/visible.ts';
import { createHints } from '../../../../main/cli/hints.ts';
import { jobOutcome } from '../../../../main/cli/job-report.ts';
import { barText, createProgressBar } from '../../../../main/cli/progress.ts';
import { itemLine, listNotes, passwordText, problemText, retryingText } from '../../../../main/cli/text.ts';
import { clockText, timeText, words } from '../../../../main/cli/words.ts';
import { resultText } from '../../../../renderer/jobs/item-words.ts';
import { queuedItem } from '../../../setup/items.ts';

it('times are shown by this computer’s clock', () => {
  onTestFinished(() => void vi.unstubAllEnvs());
  for (const [zone, text] of [
    ['UTC', '2026-11-24 23:03'],
    ['Europe/Berlin', '2026-11-25 00:03'],
  ]) {
    vi.stubEnv('TZ', zone);
    expect(timeText('2026-11-24T23:03:04.000Z')).toBe(text);
  }
});

/** A device that the PBX put off, to be retried at a given time. */
const putOff: Item = {
  ...queuedItem,
  attempts: 2,
  problem: { code: 'rate-limited', facts: {} },
  notBefore: '2026-11-24T15:03:20.000Z',
};

const pausedJob: Job = {
  id: 1,
  pbxId: 'a',
  pbxName: 'Acme',
  pbxUrl: 'https://pbx.example:5001',
  state: 'paused',
  pauseProblem: null,
  waiting: null,
  reference: null,
  retryOf: null,
  user: 'x',
  createdAt: '2026-11-24T15:00:00.000Z',
  startedAt: null,
  endedAt: null,
};

it('a device that was put off shows when it is retried, but only while its job runs', () => {
  const at = clockText('2026-11-24T15:03:20.000Z');
  expect(itemLine(putOff, true)).toBe(`· 00:0B:82:10:1E:EF  too many requests; retrying at ${at}`);
  expect(itemLine(putOff)).toBe('· 00:0B:82:10:1E:EF  too many requests; not run');
  const german = wordsFor('de', 'de-DE');
  expect(resultText(putOff, 0, german)).toBe(german.texts.errors['rate-limited']({}).title);
});

it('an uncertain device shows whether its password is still to be read back', () => {
  const doubt = (reason: 'not-read-back' | 'broken-off'): Item => ({
    ...putOff,
    state: 'uncertain',
    problem: { code: 'outcome-uncertain', facts: { reason } },
    notBefore: null,
  });
  expect(itemLine(doubt('not-read-back'))).toContain('password not read back yet');
  expect(itemLine(doubt('broken-off'))).toContain('password couldn’t be read back');
  const { texts } = wordsFor('de', 'de-DE');
  const say = (item: Item): string => resultText(item, 0, wordsFor('de', 'de-DE'));
  expect(say(doubt('not-read-back'))).toBe(texts.jobs.items.notReadBackYet);
  expect(say(doubt('broken-off'))).toBe(texts.jobs.items.notReadBack);
});

it('a later check is promised only where one will be made, and nothing is advised in the meantime', () => {
  const at = '2026-11-24T15:03:20.000Z';
  const hints = createHints({ program: ['rekey'], platform: 'linux', home: '/home/x' }, []);
  const doubt = (nextReadback: Item['nextReadback'], more: Partial<Item> = {}): Item => ({
    ...putOff,
    state: 'uncertain',
    problem: { code: 'outcome-uncertain', facts: { reason: 'settling' } },
    notBefore: null,
    nextReadback,
    ...more,
  });
  const shown = (item: Item): string => {
    const { text, json } = jobOutcome({ ...pausedJob, state: 'paused' }, [item], hints);
    return text + JSON.stringify(json);
  };
  const open = doubt({ kind: 'second', at });
  expect(itemLine(open, true)).toContain('next check at 15:03');
  expect(itemLine(open)).toContain('to be checked again');
  const withoutBaseline = doubt(
    { kind: 'second', at },
    { problem: { code: 'outcome-uncertain', facts: {} } },
  );
  for (const item of [open, withoutBaseline]) {
    expect(shown(item)).toContain('the app while it runs');
    expect(shown(item)).not.toMatch(/next check|don’t need to do anything|regenerate it again/);
  }
  // A later job has given the device a password: nothing is checked any more.
  const replaced = doubt(null, { replacedAt: at, surelyReplaced: true });
  expect(shown(replaced)).not.toMatch(/check(s|ed) .*(again|once more)|regenerate it again|don’t need/);
  expect(shown(doubt(null))).toContain('regenerate it again');
});

it('a waiting job runs when its PBX answers, not when its time is up', () => {
  const hints = createHints({ program: ['rekey'], platform: 'linux', home: '/home/x' }, []);
  const waiting = { since: '2026-11-24T15:00:00.000Z', until: '2026-11-25T15:00:00.000Z' };
  const { text } = jobOutcome({ ...pausedJob, state: 'waiting', waiting }, [putOff], hints);
  expect(text).toContain(
    `will wait until ${timeText(waiting.until)} at the latest. When Acme answers, the app runs it`,
  );
  expect(wordsFor('en', 'en-GB').texts.waiting.promise).toMatch(/^When the PBX answers, /);
  expect(wordsFor('de', 'de-DE').texts.waiting.promise).toMatch(/^Sobald die Anlage antwortet, /);
});

it('times have one form: 24 hours, the date as in a list', () => {
  const at = '2026-11-24T15:03:20.000Z';
  const { errors, fetching } = words.texts;
  const fetch = { reason: null, at, changedAt: null, watchedUntil: null, devices: [] };
  expect(fetching.state({ ...fetch, state: 'generated' }, 'succeeded')).toContain(
    'generated on 2026-11-24 at 15:03 (PBX clock)',
  );
  expect(errors['not-carried-out']({ asOf: at }).happened).toContain('as of 2026-11-24, 15:03 ');
  expect(words.format.day(at)).toBe('2026-11-24');
});

it('a later correction names its day', () => {
  const at = '2026-11-24T15:03:20.000Z';
  const item: Item = { ...putOff, state: 'failed', notBefore: null, revisedAt: at };
  expect(itemLine(item)).toContain(`updated ${timeText(at)}: the PBX had a different password`);
});

it('the summary of a job that runs counts the devices under way', () => {
  const hints = createHints({ program: ['rekey'], platform: 'linux', home: '/home/x' }, []);
  const items = (['succeeded', 'running', 'running', 'queued'] as const).map(
    (state, id): Item => ({ ...putOff, id, state, problem: null, notBefore: null }),
  );
  expect(jobOutcome({ ...pausedJob, state: 'running' }, items, hints).text).toContain(
    '1 of 4 got a new password, 2 running, 1 not run.',
  );
});

it('an incomplete device list and unread desk phones are both mentioned', () => {
  const list = { devices: [], fetchedAt: '2026-11-24T15:03:20.000Z', unreadable: 0 };
  const notes = (complete: boolean, deskPhonesRead: boolean): string[] =>
    listNotes({ ...list, complete, deskPhonesRead }, 'Acme', [
      { match: 'listed' },
      { match: complete ? 'not-listed' : 'unknown' },
    ]);
  expect(notes(false, false)).toEqual([
    expect.stringContaining('may be incomplete. Rekey also tries 1 device not in it.'),
    expect.stringContaining('couldn’t be read'),
  ]);
  expect(notes(true, false)).toHaveLength(1);
  expect(notes(false, true)).toHaveLength(1);
  expect(notes(true, true)).toEqual([]);
});

it('a password that a change proved is new, however it was learned', () => {
  const hints = createHints({ program: ['rekey'], platform: 'linux', home: '/home/x' }, []);
  const shown = (state: Item['state'], problem: Item['problem'] = null): string =>
    jobOutcome(
      { ...pausedJob, state: 'finished' },
      [{ ...putOff, state, problem, notBefore: null, credentialsSource: 'read-back', credentialsKept: true }],
      hints,
      { passwordOf: () => 'Zt9x' },
    ).text;
  expect(shown('succeeded')).toContain('    New password: Zt9x');
  expect(shown('uncertain', { code: 'outcome-uncertain', facts: {} })).toContain(
    '    Password read back (may be the old or the new one): Zt9x',
  );
});

it('a declined question ends in one line, which promises nothing', () => {
  const hints = createHints({ program: ['rekey'], platform: 'linux', home: '/home/x' }, ['regenerate']);
  expect(problemText({ code: 'cancelled', facts: { reason: 'not-confirmed' } }, hints)).toBe(
    'Cancelled. Nothing was changed.',
  );
});

it('the bar shows a job’s progress, speed and remaining time', () => {
  expect(barText({ done: 0, total: 4, perSecond: null, secondsLeft: null })).toBe(
    `${'░'.repeat(24)}  0 of 4`,
  );
  expect(barText({ done: 1, total: 4, perSecond: 0.5, secondsLeft: 6 })).toBe(
    `${'█'.repeat(6)}${'░'.repeat(18)}  1 of 4  0.5/s, 6 s left`,
  );
  expect(barText({ done: 4, total: 4, perSecond: 0.5, secondsLeft: null })).toMatch(/^█{24} {2}4 of 4/);
});

it('the bar counts each device once, stays during a wait, and disappears at the end', () => {
  const items = [1, 2, 3].map((id): Item => ({ ...putOff, id, notBefore: null, problem: null }));
  const shown: string[] = [];
  let now = 0;
  const bar = createProgressBar(
    (text) => void shown.push(text),
    items,
    () => now,
  );
  const tell = (id: number, state: Item['state']): void => bar?.item({ ...putOff, id, state });
  for (const [id, state] of [
    [1, 'running'],
    [1, 'queued'],
    [1, 'running'],
    [1, 'succeeded'],
    [1, 'succeeded'],
    [2, 'uncertain'],
  ] as const) {
    now += 1000;
    tell(id, state);
  }
  bar?.end();
  expect(shown.map((text) => text.match(/\d of \d/)?.[0] ?? text)).toEqual([
    ...Array(4).fill('0 of 3'),
    '1 of 3',
    '1 of 3',
    '2 of 3',
    '',
  ]);
});

it('the bar leaves out devices for which nothing is sent', () => {
  const items = [1, 2, 3].map((id): Item => ({ ...queuedItem, id }));
  const phone: Item = {
    ...queuedItem,
    id: 4,
    state: 'failed',
    attempts: 0,
    problem: { code: 'device-is-desk-phone', facts: {} },
  };
  const shown: string[] = [];
  const skipped: Item = { ...queuedItem, id: 5, state: 'skipped' };
  createProgressBar((text) => void shown.push(text), [...items, phone, skipped]);
  expect(shown).toEqual([expect.stringContaining('0 of 3')]);
});

it('a wait for a reading is not called a retry: no request is sent again', () => {
  const until = Date.now() + 60_000;
  expect(retryingText(until, { code: 'outcome-uncertain', facts: { reason: 'settling' } })).toBe(
    'The password may have changed; checking the PBX again in 60 s',
  );
  expect(retryingText(until, { code: 'rate-limited', facts: {} })).toMatch(/^Too many .*; retrying in 60 s$/);
});

it('there is no bar without a terminal, nor for one device', () => {
  expect(createProgressBar(null, [putOff, { ...putOff, id: 2 }])).toBeNull();
  expect(createProgressBar(() => {}, [putOff])).toBeNull();
});

it.each([
  ['aB3$x "y" z', 'aB3$x "y" z'],
  ['a\u009b31mb', '"a\\u009b31mb"'],
  ['a\u007fb', '"a\\u007fb"'],
  ['a\u202eb', '"a\\u202eb"'],
  ['a\u00adb', '"a\\u00adb"'],
  ['a\u115fb', '"a\\u115fb"'],
  ['a\u00a0b', '"a\\u00a0b"'],
  ['a\u{e0001}b', '"a\\udb40\\udc01b"'],
  [' ab ', '" ab "'],
  ['a\nb', '"a\\nb"'],
  ['"ab"', '"\\"ab\\""'],
])('a password is shown unchanged or, if that would be ambiguous, as JSON: %j', (password, shown) => {
  const text = passwordText(password);
  expect(text).toBe(shown);
  if (text !== password) expect(JSON.parse(text)).toBe(password);
});

it('control and direction characters are escaped for a terminal; line breaks stay', () => {
  expect(visibleText('a\u001b[2Jb\n\u009b1m\u2066c\u2028\u007f')).toBe(
    'a\\u001b[2Jb\n\\u009b1m\\u2066c\\u2028\\u007f',
  );
  const document = { name: 'a\u009b\u202e' };
  expect(JSON.parse(visibleText(JSON.stringify(document)))).toEqual(document);
});
