import type { ErrorFacts } from '../../../errors.ts';
import type { ErrorTexts, ErrorWords } from '../../error-words.ts';
import { pastTime } from '../../format.ts';
import type { Counting } from '../counting.ts';
import { says, status } from './facts.ts';

const brokeOff = ({ reason }: ErrorFacts): boolean => reason === 'not-read-back' || reason === 'broken-off';

function notFound(facts: ErrorFacts): ErrorWords {
  switch (facts.reason) {
    case 'user-gone':
      return {
        title: 'Diesen Nutzer gibt es auf der Anlage nicht mehr',
        happened: `Der Nutzer dieses Tischtelefons ist auf der Anlage nicht mehr vorhanden.${says(facts)}`,
        next: 'Prüfen Sie in der 3CX-Admin-Konsole, wessen Tischtelefon es ist, und aktualisieren Sie dann die Geräteliste.',
      };
    case 'cannot-fetch':
      return {
        title: 'Die Anlage kann dieses Gerät nicht zum Abrufen auffordern',
        happened: `Die Anlage findet diese MAC-Adresse nicht unter den Geräten, die sie zum Abrufen auffordern kann.${says(facts)}`,
        next: 'Starten Sie das Gerät selbst neu, oder lassen Sie es in der 3CX-Admin-Konsole abrufen.',
      };
    default:
      return {
        title: 'Nicht in der Geräteliste dieser Anlage',
        happened: `Die Anlage hat kein Gateway und keine DECT-Basis mit dieser MAC-Adresse.${facts.reason === 'desk-phones-unread' ? ' Es ist vielleicht ein Tischtelefon: Diese konnten nicht ausgelesen werden.' : ''}${facts.pbx ? ` Das Gerät steht in der Geräteliste von ${facts.pbx}.` : ''}${says(facts)}`,
        next: facts.pbx
          ? `Erzeugen Sie das Passwort auf ${facts.pbx} neu.`
          : 'Prüfen Sie die MAC-Adresse auf dem Etikett des Geräts und ob das Gerät auf dieser Anlage hinzugefügt wurde.',
      };
  }
}

export const deviceErrors = ({ moment, clock, day }: Counting) =>
  ({
    'device-not-found': notFound,

    'pbx-version-unknown': (facts) => ({
      title: 'Unbekannte Version der Anlage',
      happened: `Die Anfrage für ein Tischtelefon hängt von der 3CX-Version ab${facts.version ? `, und Rekey kennt „${facts.version}“ nicht` : '. Rekey konnte die Version nicht lesen'}. Es wurde nichts gesendet.`,
      next: facts.version
        ? 'Erzeugen Sie das Passwort des Tischtelefons in der 3CX-Admin-Konsole neu.'
        : 'Geben Sie dem API-Client eine Rolle, die den Systemstatus lesen darf, oder erzeugen Sie das Passwort des Tischtelefons in der 3CX-Admin-Konsole neu.',
    }),

    'device-is-desk-phone': (facts) => ({
      title: 'Ein Tischtelefon, kein Gateway und keine DECT-Basis',
      happened: `Das ist das Tischtelefon ${facts.owner === undefined ? 'eines Nutzers' : `von ${facts.owner}`}. Das Web-Passwort gehört zum Nutzer.`,
      next: 'Um dem Nutzer ein neues Passwort zu geben, schließen Sie das Tischtelefon ein oder erzeugen Sie das Passwort in der 3CX-Admin-Konsole beim Nutzer neu.',
    }),

    'outcome-uncertain': (facts) => ({
      title: 'Passwort möglicherweise geändert',
      happened: brokeOff(facts)
        ? 'Der Auftrag wurde unterbrochen, bevor die Antwort der Anlage aufgezeichnet war. Möglicherweise gibt es ein neues Passwort.'
        : facts.reason === 'accepted'
          ? 'Die Anlage hat die Anfrage angenommen, aber Rekey konnte die Passwörter von vorher und nachher nicht vergleichen.'
          : `Die Anfrage wurde gesendet, aber nicht eindeutig bestätigt${status(facts)}. Möglicherweise gibt es ein neues Passwort.${facts.reason === 'settling' ? ' Bei der letzten Prüfung hatte die Anlage noch das vorherige.' : ''}${says(facts)}`,
      next:
        facts.reason === 'not-read-back'
          ? 'Das Passwort wurde noch nicht ausgelesen: Setzen Sie dazu den Auftrag fort.'
          : 'Ein ausgelesenes Passwort kann das alte oder das neue sein. Um sicherzugehen, erzeugen Sie es noch einmal neu.',
    }),

    'not-carried-out': (facts) => ({
      title: 'Die Anfrage wurde nicht ausgeführt',
      happened: `Es kam keine eindeutige Antwort${status(facts)}, und die Anlage hat ${facts.asOf ? `(Stand ${pastTime({ clock, day }, facts.asOf)}) ` : ''}noch das vorherige Passwort.${says(facts)}`,
      next: 'Erzeugen Sie das Passwort des Geräts noch einmal neu.',
    }),

    'password-unchanged': () => ({
      title: 'Das Passwort ist unverändert',
      happened: 'Die Anlage hat die Anfrage angenommen, hat aber noch das vorherige Passwort.',
      next: 'Erzeugen Sie es noch einmal neu. Bleibt es unverändert, prüfen Sie das Gerät in der 3CX-Admin-Konsole.',
    }),

    'password-replaced': ({ reason, replacedAt }) => ({
      title:
        reason === 'perhaps' ? 'Dieses Passwort wurde vielleicht ersetzt' : 'Dieses Passwort wurde ersetzt',
      happened: `Ein späterer Auftrag hat für dieses Gerät ${reason === 'perhaps' ? 'vielleicht ' : ''}ein anderes Passwort erzeugt${replacedAt === undefined ? '' : ` (${moment(replacedAt)})`}.`,
      next: 'Es wurde nichts kopiert oder angezeigt. Verwenden Sie das neuere Passwort oder kopieren Sie dieses trotzdem.',
    }),
  }) satisfies Partial<ErrorTexts>;
