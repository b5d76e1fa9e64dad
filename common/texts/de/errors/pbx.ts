import type { ErrorFacts, ErrorReason } from '../../../errors.ts';
import { type ErrorTexts, entryOf } from '../../error-words.ts';
import type { Counting } from '../counting.ts';
import { at, replySays, says, status } from './facts.ts';

const addressReasons: Record<ErrorReason<'pbx-address-invalid'>, string> = {
  'no-web-address': 'Das ist keine Webadresse.',
  'has-user-name': 'Die Adresse darf weder Benutzernamen noch Passwort enthalten.',
  'not-encrypted': 'http ist nicht verschlüsselt; verwenden Sie https.',
  'not-https': 'Die Adresse muss mit https:// beginnen.',
  'has-zone':
    'Diese IPv6-Adresse hat eine Zone (% und was darauf folgt) und gilt deshalb nur auf einem Computer. Verwenden Sie den Namen der Anlage oder eine Adresse ohne Zone.',
};

export function pbxErrors({ moment }: Counting) {
  const tryAgain = ({ retryAt }: ErrorFacts, usually: string): string =>
    retryAt ? `Versuchen Sie es nach ${moment(retryAt)} erneut.` : usually;

  return {
    'pbx-unknown': (facts) =>
      facts.reason === 'removed'
        ? {
            title: `${facts.pbx ?? 'Die Anlage'} ist nicht mehr eingerichtet`,
            happened: 'Die Anlage wurde entfernt; deshalb läuft der Auftrag nicht automatisch.',
            next: 'Fügen Sie eine Anlage mit derselben Adresse hinzu und setzen Sie den Auftrag fort, oder brechen Sie ihn ab.',
          }
        : {
            title: facts.input
              ? `Keine Anlage namens „${facts.input}“`
              : facts.choices?.length
                ? 'Diese Anlage ist nicht mehr eingerichtet'
                : 'Keine Anlage eingerichtet',
            happened: facts.choices?.length
              ? `Eingerichtet sind: ${facts.choices.join(', ')}.`
              : 'Auf diesem Computer ist noch keine Anlage eingerichtet.',
            next: facts.choices?.length
              ? 'Verwenden Sie einen dieser Namen.'
              : 'Fügen Sie eine mit Adresse, Client-ID und API-Schlüssel hinzu.',
          },

    'pbx-address-invalid': (facts) => ({
      title: 'Keine Adresse einer Anlage',
      happened:
        `„${facts.input ?? ''}“ lässt sich nicht verwenden. ${entryOf(addressReasons, facts.reason) ?? ''}`.trim(),
      next: 'Geben Sie die Adresse des 3CX-Webclients ein, etwa https://pbx.example.com oder https://pbx.example.com:5001.',
    }),

    'request-refused': (facts) => ({
      title: 'Die Anlage hat die Anfrage abgelehnt',
      happened: `Die Anfrage wurde nicht ausgeführt${status(facts)}.${says(facts)}`,
      next: 'Prüfen Sie das Gerät in der 3CX-Admin-Konsole. Die Meldung der Anlage nennt vielleicht den Grund.',
    }),

    'rate-limited': (facts) => ({
      title: 'Zu viele Anfragen',
      happened: `Die Anlage hat Anfragen abgelehnt, weil es zu viele waren${status(facts)}.${says(facts)}`,
      next: tryAgain(facts, 'Warten Sie eine Weile und versuchen Sie es dann erneut.'),
    }),

    'pbx-error': (facts) => ({
      title: 'Die Anlage meldet einen Fehler',
      happened: `Die Anlage hat mit einem Fehler geantwortet${status(facts)}.${says(facts)}`,
      next: `${tryAgain(facts, 'Versuchen Sie es in ein paar Minuten erneut.')} Bleibt es dabei, prüfen Sie in der 3CX-Admin-Konsole den Status der Dienste.`,
    }),

    'not-a-3cx': (facts) => ({
      title: 'Das scheint kein 3CX-System zu sein',
      happened: `${at(facts)} hat geantwortet${status(facts)}, aber nicht wie die Konfigurations-API von 3CX (Version 20 oder neuer).${otherReply(facts)}${replySays(facts)}`,
      next: 'Prüfen Sie Adresse und Port. In einem Gastnetz öffnen Sie zuerst einen Browser und melden Sie sich dort an.',
    }),

    'response-unreadable': (facts) => ({
      title: 'Rekey konnte die Antwort der Anlage nicht lesen',
      happened: `Die Antwort${status(facts)} war ${
        facts.reason === 'too-large'
          ? 'größer, als Rekey zulässt'
          : facts.reason === 'coding'
            ? 'auf eine Weise komprimiert, die Rekey nicht lesen kann, oder beschädigt'
            : 'abgeschnitten oder nicht in der erwarteten Form'
      }.${replySays(facts)}`,
      next: 'Versuchen Sie es erneut. Bleibt es dabei, verändert vielleicht ein Proxy oder eine Firewall zwischen diesem Computer und der Anlage die Antworten.',
    }),
  } satisfies Partial<ErrorTexts>;
}

function otherReply({ reason, portal }: ErrorFacts): string {
  if (reason === 'web-page') return ' Es kam eine Webseite.';
  if (reason === 'no-token') return ' Die Antwort auf die Anmeldung enthält kein brauchbares Zugriffstoken.';
  return portal ? ` Die Antwort leitet an ${portal} weiter.` : '';
}
