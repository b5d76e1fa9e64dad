import { expect, test } from 'vitest';
import { describeError, describeMacRefusal } from '../../common/error-text.ts';
import { errorCodes, RekeyError, toRekeyError } from '../../common/errors.ts';
import { macRefusals } from '../../common/mac.ts';
import { tidy } from '../../common/text.ts';
import { exitCodeOf } from '../../main/cli/exit-codes.ts';

test.each(errorCodes.map((code) => [code]))(
  '%s has words, a next step and an exit code, with and without facts',
  (code) => {
    for (const facts of [
      {},
      { host: 'pbx.example.com:5001', status: 500, pbxSays: 'no', count: 3, reason: 'because' },
    ]) {
      const { title, happened, next, retry } = describeError({ code, facts });
      for (const text of [title, happened, next]) {
        if (text !== happened || code !== 'mac-invalid') expect(text.length).toBeGreaterThan(5);
        expect(text).not.toMatch(/undefined|null|NaN| {2}|\$\{/);
      }
      expect(title).not.toMatch(/\.$/);
      expect(['now', 'later', 'no']).toContain(retry);
    }
    expect([1, 2, 3, 4, 5]).toContain(exitCodeOf(code));
  },
);

test.each(macRefusals.map((reason) => [reason]))('the refusal %s is a sentence', (reason) => {
  expect(describeMacRefusal({ ok: false, reason, digits: 11, characters: 'G' })).toMatch(/^[A-Z].*\.$/);
});

test('an unforeseen exception shows nothing of its text', () => {
  const error = toRekeyError(new Error('secret token abc'));
  expect(error.code).toBe('internal');
  expect(JSON.stringify({ ...error, message: error.message })).not.toContain('abc');
  expect(toRekeyError(new RekeyError('cancelled')).code).toBe('cancelled');
});

test('texts from outside lose what could deceive', () => {
  expect(tidy('a\u001b[2Jb\r\n\tc\u202ed\u0000', 50)).toBe('a [2Jb c d');
  expect(tidy('x'.repeat(100_000), 10)).toBe(`${'x'.repeat(9)}…`);
  expect(tidy(' \u200b ', 10)).toBe('');
});
