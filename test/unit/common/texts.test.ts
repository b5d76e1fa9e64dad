import { expect, test } from 'vitest';
import type { Mac } from '../../../common/mac.ts';
import type { Item } from '../../../common/model.ts';
import { type Texts, wordsFor } from '../../../common/texts/index.ts';

const at = '2026-11-30T14:03:00.000Z';
/** Written as it is: it isn't an instant. */
const halfPastNine = '21:30';

/** An item of a user's desk phones, of which the PBX couldn't generate the configuration of those that failed. */
function notGenerated(failed: readonly boolean[]): Item {
  const macs = failed.map((_, index) => `0a000000000${index}` as Mac);
  const [mac = '0a0000000000' as Mac] = macs;
  return {
    id: 1,
    position: 0,
    mac,
    macs,
    match: 'desk-phone',
    device: null,
    state: 'succeeded',
    attempts: 1,
    problem: null,
    notBefore: null,
    endedAt: at,
    credentialsSource: 'read-back',
    credentialsKept: true,
    credentialsLost: false,
    knownBy: 'read-back',
    nextReadback: null,
    revisedAt: null,
    previousKept: false,
    replacedAt: null,
    surelyReplaced: false,
    fetch: {
      state: 'not-generated',
      reason: null,
      at,
      changedAt: at,
      watchedUntil: null,
      devices: macs.flatMap((each, index) =>
        failed[index] ? [{ mac: each, request: null, generatedAt: null, failedAt: at }] : [],
      ),
    },
  };
}

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
  [
    'The PBX couldn’t generate the configuration of any of these devices, so they probably still have their old password.',
    'Die Anlage konnte für keines dieser Geräte die Konfiguration erzeugen; sie haben also wohl noch ihr altes Passwort.',
    (t) => t.fetching.aboutPassword(notGenerated([true, true])),
  ],
  [
    'The PBX couldn’t generate the configuration of some of these devices, so those probably still have their old password.',
    'Die Anlage konnte die Konfiguration mancher dieser Geräte nicht erzeugen; diese haben also wohl noch ihr altes Passwort.',
    (t) => t.fetching.aboutPassword(notGenerated([true, false])),
  ],
  [
    'It already fetched this password, at 21:30 (PBX clock).',
    'Hat dieses Passwort schon abgerufen, um 21:30 (Uhr der Anlage).',
    (t) => t.fetching.known({ state: 'fetched', count: 1, at: halfPastNine }, 1),
  ],
  [
    '2 of them already fetched the new password, the last at 21:30 (PBX clock).',
    '2 davon haben das neue Passwort schon abgerufen, zuletzt um 21:30 (Uhr der Anlage).',
    (t) => t.fetching.known({ state: 'fetched', count: 2, at: halfPastNine }, 3),
  ],
  [
    'Asked at 21:30, not fetched yet.',
    'Um 21:30 aufgefordert, noch nicht abgerufen.',
    (t) => t.fetching.known({ state: 'awaited', count: 1, at: halfPastNine }, 1),
  ],
  [
    '1 of them was asked at 21:30, and hasn’t fetched yet.',
    '1 davon wurde um 21:30 aufgefordert und hat noch nicht abgerufen.',
    (t) => t.fetching.known({ state: 'awaited', count: 1, at: halfPastNine }, 2),
  ],
  [
    '2 of them were asked, the last at 21:30, and haven’t fetched yet.',
    '2 davon wurden, zuletzt um 21:30, aufgefordert und haben noch nicht abgerufen.',
    (t) => t.fetching.known({ state: 'awaited', count: 2, at: halfPastNine }, 2),
  ],
  [
    'The PBX rejected this request for 2 of them before.',
    'Für 2 davon hat die Anlage diese Aufforderung schon einmal abgelehnt.',
    (t) => t.fetching.known({ state: 'rejected', count: 2, at: null }, 6),
  ],
  ['3 of 20 devices done', '3 von 20 Geräten erledigt', (t) => t.fetching.progress(3, 20)],
  [
    'Run 5 users on Acme that were cancelled?',
    'Auf Acme bei 5 Nutzern abgebrochen. Noch einmal ausführen?',
    (t) => t.deskPhones.retryQuestion.cancelled(0, 5, 'Acme'),
  ],
  ['0 of 1 device done', '0 von 1 Gerät erledigt', (t) => t.fetching.progress(0, 1)],
  [
    'Fetching paused on Acme: 9 devices not asked yet',
    'Abrufen auf Acme angehalten: 9 Geräte noch nicht aufgefordert',
    (t) => t.fetching.pausedOn('Acme', 9),
  ],
  [
    'The PBX rejects the request for 6 devices: restart them yourself, or in the 3CX Admin Console.',
    'Für 6 Geräte lehnt die Anlage die Aufforderung ab: Starten Sie sie selbst oder in der 3CX-Admin-Konsole neu.',
    (t) => t.fetching.restart(6),
  ],
  [
    'Wait until that has finished, or pause it where it runs. Nothing was sent.',
    'Warten Sie, bis das abgeschlossen ist, oder halten Sie es dort an, wo es läuft. Es wurde nichts gesendet.',
    (t) => t.problems.pbxBusy(undefined).next,
  ],
  [
    '5 lines from report.csv, no MAC address found',
    '5 Zeilen, keine MAC-Adresse gefunden, aus report.csv',
    (t) => t.list.text.nothingFound(5, 'report.csv'),
  ],
  [
    '5 lines from report.csv, 2 without a MAC address',
    '5 Zeilen, 2 ohne MAC-Adresse, aus report.csv',
    (t) => t.list.text.withoutMac(5, 2, 'report.csv'),
  ],
  [
    'This PBX is no longer set up. These PBXs are set up: Acme.',
    'Diese Anlage ist nicht mehr eingerichtet. Eingerichtet sind: Acme.',
    (t) => {
      const { title, happened } = t.errors['pbx-unknown']({ choices: ['Acme'] });
      return `${title}. ${happened}`;
    },
  ],
  [
    '1 device already fetched or asked, skipped',
    '1 Gerät übersprungen: hat schon abgerufen oder wurde schon aufgefordert',
    (t) => t.fetching.skipped(1),
  ],
  [
    '2 devices already fetched or asked, skipped',
    '2 Geräte übersprungen: haben schon abgerufen oder wurden schon aufgefordert',
    (t) => t.fetching.skipped(2),
  ],
  ['A job is running on this PBX', 'Auf dieser Anlage läuft ein Auftrag', (t) => t.problems.pbxBusy(7).title],
  [
    'Rekey is already using this PBX',
    'Rekey verwendet diese Anlage gerade',
    (t) => t.problems.pbxBusy(undefined).title,
  ],
  [
    'Rekey is running a job on this PBX or asking its devices to fetch, in the app or in a terminal. Until that has finished, you can’t start a job or remove the PBX; only its name and speed can be changed.',
    'Rekey führt auf dieser Anlage einen Auftrag aus oder lässt ihre Geräte abrufen, in der App oder in einem Terminal. Bis das abgeschlossen ist, können Sie keinen Auftrag starten und die Anlage nicht entfernen; ändern lassen sich nur ihr Name und ihre Geschwindigkeit.',
    (t) => t.errors['pbx-busy-elsewhere']({}).happened,
  ],
  [
    'Fetching paused. The remaining devices weren’t asked. Resume fetching to ask them.',
    'Das Abrufen wurde angehalten. Die übrigen Geräte wurden nicht aufgefordert. Setzen Sie das Abrufen fort, um sie aufzufordern.',
    (t) => {
      const { happened, next } = t.errors['computer-asleep']({ reason: 'fetch' });
      return `${happened} ${next}`;
    },
  ],
])('%s', (inEnglish, inGerman, say) => {
  expect(say(english)).toBe(inEnglish);
  expect(say(german)).toBe(inGerman);
});

test('when a device fetched on an earlier day, the day is told as well', () => {
  const fetchedAt = (instant: string) => ({ state: 'generated', at: instant }) as NonNullable<Item['fetch']>;
  const said = ({ fetching }: Texts, instant: string) => [
    fetching.state(fetchedAt(instant), 'succeeded'),
    fetching.shortState(fetchedAt(instant)),
    fetching.askedAt(instant),
    fetching.known({ state: 'asked', count: 1, at: instant }, 1),
  ];
  const earlier = '2020-05-04T12:00:00.000Z';
  expect(english.errors['not-carried-out']({ asOf: earlier }).happened).toMatch(/ as of [^,]*May[^,]*, /);
  expect(german.errors['not-carried-out']({ asOf: earlier }).happened).toContain(' (Stand 4. Mai, ');
  for (const text of said(english, earlier)) expect(text).toMatch(/May/);
  for (const text of said(german, earlier)) expect(text).toMatch(/4\. Mai/);
  expect(english.fetching.state(fetchedAt(new Date().toISOString()), 'succeeded')).toMatch(
    /^Configuration generated at /,
  );
});
