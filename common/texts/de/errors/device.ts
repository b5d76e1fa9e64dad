import type { ErrorFacts } from '../../../errors.ts';
import type { ErrorTexts } from '../../error-words.ts';
import type { Counting } from '../counting.ts';
import { says, status } from './facts.ts';

const brokeOff = ({ reason }: ErrorFacts): boolean => reason === 'not-read-back' || reason === 'broken-off';

export const deviceErrors = ({ moment, clock }: Counting) =>
  ({
    'device-not-found': (facts) => ({
      title: 'Auf dieser Anlage nicht gelistet',
      happened: `Die Anlage hat kein Gateway und keine DECT-Basis mit dieser MAC-Adresse.${facts.reason === 'desk-phones-unread' ? ' Es ist vielleicht ein Tischtelefon: Diese konnten nicht gelesen werden.' : ''}${facts.pbx ? ` In der Geräteliste von ${facts.pbx} steht sie.` : ''}${says(facts)}`,
      next: facts.pbx
        ? `Erzeugen Sie das Passwort auf ${facts.pbx} neu.`
        : 'Prüfen Sie die MAC-Adresse auf dem Etikett des Geräts und ob es auf dieser Anlage hinzugefügt wurde.',
    }),

    'device-is-desk-phone': (facts) => ({
      title: 'Ein Tischtelefon, kein Gateway und keine DECT-Basis',
      happened: `Das ist das Tischtelefon von ${facts.owner ?? 'einem Benutzer'}. Sein Web-Passwort gehört zum Benutzer.`,
      next: 'Öffnen Sie den Benutzer in der 3CX-Konsole und erzeugen Sie dort das Passwort des Tischtelefons neu.',
    }),

    'outcome-uncertain': (facts) => ({
      title: 'Es ist ungewiss, ob es ein neues Passwort gibt',
      happened: brokeOff(facts)
        ? 'Der Lauf brach ab, bevor eine Antwort vermerkt war. Vielleicht hat die Anlage ein neues Passwort erzeugt.'
        : `Die Anfrage wurde gesendet, aber es kam keine eindeutige Antwort${status(facts)}. Vielleicht hat die Anlage ein neues Passwort erzeugt.${says(facts)}`,
      next:
        facts.reason === 'not-read-back'
          ? 'Das Passwort wurde noch nicht zurückgelesen: Das geschieht, wenn der Auftrag fortgesetzt wird. Um sicherzugehen, erzeugen Sie noch einmal ein Passwort.'
          : facts.reason === 'settling'
            ? 'Beim letzten Lesen hatte die Anlage das vorherige Passwort. Sie wird noch einmal gelesen, um sicherzugehen; es ist nichts zu tun.'
            : 'Verwenden Sie das zurückgelesene Passwort, falls es eines gibt; es kann das alte oder das neue sein. Um sicherzugehen, erzeugen Sie noch einmal ein Passwort.',
    }),

    'not-carried-out': (facts) => ({
      title: 'Die Anfrage wurde nicht ausgeführt',
      happened: `Es kam keine eindeutige Antwort${status(facts)}, und die Anlage hat ${facts.asOf ? `(Stand ${clock(facts.asOf)}) ` : ''}noch das vorherige Passwort.${says(facts)}`,
      next: 'Erzeugen Sie das Passwort des Geräts noch einmal neu.',
    }),

    'password-unchanged': () => ({
      title: 'Das Passwort ist unverändert',
      happened: 'Die Anlage hat die Anfrage angenommen, hat aber noch das vorherige Passwort.',
      next: 'Erzeugen Sie es noch einmal neu. Bleibt es unverändert, sehen Sie sich das Gerät in der 3CX-Admin-Konsole an.',
    }),

    'password-replaced': ({ reason, replacedAt }) => ({
      title:
        reason === 'perhaps' ? 'Dieses Passwort wurde vielleicht ersetzt' : 'Dieses Passwort wurde ersetzt',
      happened: `Ein späterer Auftrag hat diesem Gerät ${reason === 'perhaps' ? 'vielleicht ' : ''}ein anderes Passwort gegeben${replacedAt === undefined ? '' : ` (${moment(replacedAt)})`}.`,
      next: 'Es wurde nichts kopiert oder angezeigt. Verwenden Sie das neuere Passwort oder kopieren Sie dieses trotzdem.',
    }),
  }) satisfies Partial<ErrorTexts>;
