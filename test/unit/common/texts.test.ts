import { expect, test } from 'vitest';
import { type Texts, wordsFor } from '../../../common/texts/index.ts';

const { texts: english } = wordsFor('en', 'en-US');
const { texts: german } = wordsFor('de', 'de-DE');

test.each<[string, string, (texts: Texts) => string]>([
  [
    'Both devices have a new password.',
    'Beide Geräte haben ein neues Passwort.',
    (t) => t.jobs.allSucceeded(2),
  ],
  [
    'All 3 devices have a new password.',
    'Alle 3 Geräte haben ein neues Passwort.',
    (t) => t.jobs.allSucceeded(3),
  ],
  [
    'Both remaining devices got a new password in a later job.',
    'Beide übrigen Geräte haben in einem späteren Auftrag ein neues Passwort bekommen.',
    (t) => t.jobs.completedQuestion(2, 2),
  ],
  [
    'Its password belongs to the user: the same one on both desk phones.',
    'Das Passwort gehört zum Nutzer: dasselbe auf beiden Tischtelefonen.',
    (t) => t.deskPhones.hasUsersPassword(2),
  ],
  [
    'Its password belongs to the user: the same one on all 3 desk phones.',
    'Das Passwort gehört zum Nutzer: dasselbe auf allen 3 Tischtelefonen.',
    (t) => t.deskPhones.hasUsersPassword(3),
  ],
  [
    'Both desk phones of the user get it:',
    'Beide Tischtelefone des Nutzers bekommen es:',
    (t) => t.deskPhones.allGetIt(2),
  ],
  [
    'All 3 desk phones of the user get it:',
    'Alle 3 Tischtelefone des Nutzers bekommen es:',
    (t) => t.deskPhones.allGetIt(3),
  ],
  [
    'Both users have new desk phone passwords.',
    'Beide Nutzer haben neue Tischtelefon-Passwörter.',
    (t) => t.deskPhones.allSucceeded(0, 2),
  ],
  [
    '1 device and 2 users have new passwords.',
    '1 Gerät und 2 Nutzer haben neue Passwörter.',
    (t) => t.deskPhones.allSucceeded(1, 2),
  ],
  [
    'Retry the failed device on Acme?',
    'Das fehlgeschlagene Gerät auf Acme erneut versuchen?',
    (t) => t.jobs.runAgainQuestion.failed(1, 'Acme'),
  ],
  [
    'Failed just now: No answer',
    'Gerade eben fehlgeschlagen: No answer',
    (t) => t.pbxs.failed(t.time.justNow, 'No answer'),
  ],
  [
    'Passwords can be stored for at most 1 day on this computer.',
    'Passwörter dürfen auf diesem Computer höchstens 1 Tag gespeichert werden.',
    (t) => t.errors['policy-forbids']({ reason: 'retention', limit: 1 }).happened,
  ],
  [
    'Passwords can be stored for at most 14 days on this computer.',
    'Passwörter dürfen auf diesem Computer höchstens 14 Tage gespeichert werden.',
    (t) => t.errors['policy-forbids']({ reason: 'retention', limit: 14 }).happened,
  ],
])('%s', (inEnglish, inGerman, say) => {
  expect(say(english)).toBe(inEnglish);
  expect(say(german)).toBe(inGerman);
});
