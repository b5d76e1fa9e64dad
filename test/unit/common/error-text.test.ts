import { describe, expect, test } from 'vitest';
import { errorFactsSchema } from '../../../common/error-schema.ts';
import { describeError, describeMacRefusal } from '../../../common/error-text.ts';
import {
  certificateProblems,
  type ErrorCode,
  type ErrorFacts,
  errorCodes,
  errorReasons,
  RekeyError,
  toRekeyError,
  unreachableReasons,
} from '../../../common/errors.ts';
import { languages } from '../../../common/language.ts';
import { macRefusals } from '../../../common/mac.ts';
import type { Problem } from '../../../common/model.ts';
import { withOwnFacts } from '../../../common/problem.ts';
import { tidy } from '../../../common/text.ts';
import { type Words, wordsFor } from '../../../common/texts/index.ts';
import { exitCodeOf } from '../../../main/cli/exit-codes.ts';
import { words as terminal, timeText } from '../../../main/cli/words.ts';
import { describeHere } from '../../../renderer/ui/problem-text.ts';

const english = wordsFor('en', 'en-GB');
const german = wordsFor('de', 'de-DE');
const spoken = { en: english, de: german };

/** A value for every fact; shown unchanged, so none of them is a word of either language. */
const someFacts: ErrorFacts = {
  pbx: 'Qx',
  host: 'qx.example:5001',
  input: 'Zq',
  systemSays: 'EIO',
  unreachable: 'reset',
  status: 500,
  pbxSays: 'Zp',
  fingerprint: 'AA:BB',
  pinnedFingerprint: 'CC:DD',
  certificateProblem: 'expired',
  certificateSubject: 'CN=qx',
  certificateValidFrom: '2026-01-02T03:04:05.000Z',
  certificateValidTo: '2027-01-02T03:04:05.000Z',
  retryAt: '2026-03-04T05:06:07.000Z',
  owner: 'Qo (204)',
  job: 7,
  path: '/zq/rekey',
  count: 12_345,
  limit: 20_000_000,
  names: ['Na', 'Nb'],
};

/** An error in every variant: with and without facts, and with each finer reason. */
function waysOf(code: ErrorCode): ErrorFacts[] {
  const reasons = Object.entries(errorReasons).flatMap(([of, each]) => (of === code ? each : []));
  return [
    {},
    someFacts,
    { ...someFacts, choices: ['Ca', 'Cb'] },
    { count: 1 },
    ...(['key', 'token'] as const).map((sent) => ({ ...someFacts, sent })),
    ...reasons.flatMap((reason) => [{ reason }, { ...someFacts, reason }]),
    ...unreachableReasons.map((unreachable) => ({ unreachable })),
    ...certificateProblems.map((certificateProblem) => ({ certificateProblem })),
  ];
}

const wordsOf = (problem: Problem, words: Words): [string, string, string] => {
  const { title, happened, next } = describeError(problem, words.texts);
  return [title, happened, next];
};

describe.each(errorCodes.map((code) => [code]))('%s', (code) => {
  test.each(languages)('has a text and a next step in %s, whatever the facts', (language) => {
    for (const facts of waysOf(code)) {
      const [title, happened, next] = wordsOf({ code, facts } as Problem, spoken[language]);
      for (const text of [title, happened, next]) {
        if (text !== happened || code !== 'mac-invalid') expect(text.length).toBeGreaterThan(5);
        expect(text).not.toMatch(/undefined|null|NaN|\[object| {2}|\$\{/);
      }
      expect(title).not.toMatch(/\.$/);
      expect(next).toMatch(/[.…]$/);
    }
  });

  test('is German in German, with the same facts in it', () => {
    for (const facts of waysOf(code)) {
      const problem = { code, facts } as Problem;
      const [inEnglish, inGerman] = [wordsOf(problem, english), wordsOf(problem, german)];
      inGerman.forEach((text, place) => {
        // Some texts consist entirely of the user's input or of the terminal's message.
        if (code !== 'mac-invalid' || place !== 1) expect(text).not.toBe(inEnglish[place]);
        expect(text).not.toMatch(/\b(?:the|and|is|not|with|which|this|it)\b/i);
      });
      const told = (texts: string[]): string[] =>
        ['Qx', 'qx.example', 'Zq', 'Zp', 'Qo', 'Na, Nb', 'Ca, Cb', 'AA:BB', 'HTTP 500', '/zq'].filter(
          (fact) => texts.join('\n').includes(fact),
        );
      expect(told(inGerman)).toEqual(told(inEnglish));
    }
  });

  test('shows external text unchanged, however long or strange', () => {
    const hostile = `<b onclick="x">&amp;${'🙂'.repeat(10_000)}</b>\\$&`;
    const strange: ErrorFacts = {
      ...someFacts,
      ...Object.fromEntries(
        [
          'pbx',
          'host',
          'input',
          'pbxSays',
          'owner',
          'path',
          'certificateSubject',
          'certificateValidTo',
          'retryAt',
        ].map((name) => [name, hostile]),
      ),
    };
    for (const words of [english, german, terminal]) {
      const parts = wordsOf({ code, facts: strange } as Problem, words)
        .join('\n')
        .split(hostile);
      expect(parts.join('')).not.toMatch(/[<🙂]/u);
    }
  });

  test('has an exit code, and says whether trying again helps', () => {
    expect(['now', 'later', 'no']).toContain(describeError(withOwnFacts(code), english.texts).retry);
    expect([1, 2, 3, 4, 5]).toContain(exitCodeOf(code));
  });

  test('has the window’s own text in both languages', () => {
    for (const facts of waysOf(code)) {
      const [own, gerOwn] = [
        describeHere({ code, facts } as Problem, english.texts),
        describeHere({ code, facts } as Problem, german.texts),
      ];
      expect(own.title).not.toBe(gerOwn.title);
      // A time to wait for is counted down beside it.
      expect(`${own.next}${gerOwn.next}`).not.toMatch(/2026/);
    }
  });
});

test('times in errors are formatted by the locale and by the terminal', () => {
  const problem: Problem = { code: 'rate-limited', facts: { retryAt: '2026-03-04T05:06:07.000Z' } };
  expect(describeError(problem, german.texts).next).toContain(
    german.format.moment('2026-03-04T05:06:07.000Z'),
  );
  expect(describeError(problem, terminal.texts).next).toContain(
    `Try again after ${timeText('2026-03-04T05:06:07.000Z')}.`,
  );
});

test('counts in errors have the locale’s separators', () => {
  const problem: Problem = { code: 'usage', facts: { reason: 'list-too-many-macs', limit: 10_000 } };
  expect(describeError(problem, german.texts).happened).toContain('10.000');
  expect(describeError(problem, english.texts).happened).toContain('10,000');
});

test('reasons are a closed set; one of another version is left out, and the rest is shown', () => {
  expect(errorFactsSchema.parse({ reason: 'busy', status: 500 })).toEqual({ reason: 'busy', status: 500 });
  expect(errorFactsSchema.parse({ reason: 'Delete everything.', status: 500 })).toEqual({ status: 500 });
  expect(errorFactsSchema.parse({ reason: 'toString' })).toEqual({});
  expect(Object.keys(errorFactsSchema.parse({}))).toEqual([]);
});

test('a reason of another error changes nothing', () => {
  for (const code of errorCodes) {
    const own: readonly string[] = Object.entries(errorReasons).find(([of]) => of === code)?.[1] ?? [];
    const foreign = Object.values(errorReasons)
      .flat()
      .filter((reason) => !own.includes(reason));
    for (const reason of foreign)
      expect(wordsOf({ code, facts: { reason } } as Problem, english)).toEqual(
        wordsOf(withOwnFacts(code), english),
      );
  }
});

describe.each(macRefusals.map((reason) => [reason]))('the refusal %s', (reason) => {
  const refusals = [{ digits: 11, characters: 'G<&' }, { digits: 13, characters: '🙂' }, {}].map(
    (details) => ({ ok: false as const, reason, ...details }),
  );

  test('is a sentence, and a German one in German', () => {
    for (const refused of refusals) {
      const [inEnglish, inGerman] = [english, german].map(({ texts }) => describeMacRefusal(refused, texts));
      expect(inEnglish).toMatch(/^[A-Z].*\.$/);
      expect(inGerman).toMatch(/^[A-ZÄÖÜ].*\.$/);
      expect(inGerman).not.toBe(inEnglish);
      expect(`${inEnglish}${inGerman}`).not.toMatch(/undefined|null|NaN/);
    }
  });
});

test('an unforeseen exception shows none of its text', () => {
  const error = toRekeyError(new Error('secret token abc'));
  expect(error.code).toBe('internal');
  expect(JSON.stringify({ ...error, message: error.message })).not.toContain('abc');
  expect(toRekeyError(new RekeyError('cancelled')).code).toBe('cancelled');
});

test('external texts lose deceptive characters', () => {
  expect(tidy('a\u001b[2Jb\r\n\tc\u202ed\u0000', 50)).toBe('a [2Jb c d');
  expect(tidy('x'.repeat(100_000), 10)).toBe(`${'x'.repeat(9)}…`);
  expect(tidy(' \u200b ', 10)).toBe('');
});

test('a wrong value in the policy file says what its key takes, once, after the file', () => {
  const facts = {
    reason: 'bad-value',
    policyKey: 'noExport',
    policyRule: 'noExport',
    path: '/p.json',
  } as const;
  const { happened } = describeError({ code: 'policy-invalid', facts }, english.texts);
  expect(happened).toMatch(/^\/p\.json: The value of “noExport” isn’t valid\. Expected: true or false\. /);
  const inGerman = describeError({ code: 'policy-invalid', facts }, german.texts).happened;
  expect(inGerman).toMatch(/^\/p\.json: Der Wert von „noExport“ ist ungültig\. Erwartet: true oder false\. /);
  const within = { ...facts, policyKey: 'pbxs.0.name', policyRule: 'pbxs' } as const;
  expect(describeError({ code: 'policy-invalid', facts: within }, english.texts).happened).toContain(
    'Expected for pbxs: a list',
  );
});
