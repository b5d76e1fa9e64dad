import type { ErrorFacts, ErrorReason } from '../../../errors.ts';
import { type ErrorTexts, entryOf } from '../../error-words.ts';
import type { Counting } from '../counting.ts';
import { at, replySays, says, status } from './facts.ts';

const address: Record<ErrorReason<'pbx-address-invalid'>, string> = {
  'no-web-address': 'Das ist keine Webadresse.',
  'has-user-name': 'Die Adresse darf weder Benutzernamen noch Passwort enthalten.',
  'not-encrypted': 'http ist nicht verschlüsselt; verwenden Sie https.',
  'not-https': 'Die Adresse muss mit https:// beginnen.',
  'has-zone':
    'Das ist eine IPv6-Adresse mit Zone (% und was darauf folgt), die nur auf einem einzelnen Computer etwas bedeutet. Verwenden Sie den Namen der Anlage oder eine Adresse ohne Zone.',
};

export function pbxErrors({ moment }: Counting) {
  const notBefore = (facts: ErrorFacts): string =>
    facts.retryAt ? ` Nicht vor ${moment(facts.retryAt)}.` : '';

  return {
    'pbx-unknown': (facts) =>
      facts.reason === 'removed'
        ? {
            title: `${facts.pbx ?? 'Die Anlage'} ist nicht mehr eingerichtet`,
            happened: 'Die Anlage wurde entfernt; deshalb läuft der Auftrag nicht von selbst.',
            next: 'Fügen Sie eine Anlage mit derselben Adresse hinzu und setzen Sie den Auftrag fort, oder brechen Sie ihn ab.',
          }
        : {
            title: facts.input ? `Keine Anlage namens „${facts.input}“` : 'Es ist keine Anlage eingerichtet',
            happened: facts.choices?.length
              ? `Bekannt sind: ${facts.choices.join(', ')}.`
              : 'Dieser Computer kennt noch keine Anlage.',
            next: facts.choices?.length
              ? 'Verwenden Sie einen dieser Namen.'
              : 'Fügen Sie sie mit Adresse, Client-ID und API-Schlüssel hinzu.',
          },

    'pbx-address-invalid': (facts) => ({
      title: 'Keine Adresse einer Anlage',
      happened:
        `„${facts.input ?? ''}“ lässt sich nicht verwenden. ${entryOf(address, facts.reason) ?? ''}`.trim(),
      next: 'Geben Sie die Adresse an, unter der sich der 3CX-Webclient öffnet, etwa https://pbx.example.com oder https://pbx.example.com:5001.',
    }),

    'request-refused': (facts) => ({
      title: 'Die Anlage hat die Anfrage abgelehnt',
      happened: `Sie wurde nicht ausgeführt${status(facts)}.${says(facts)}`,
      next: 'Sehen Sie sich das Gerät in der 3CX-Konsole an; was die Anlage meldet, verrät vielleicht, woran es liegt.',
    }),

    'rate-limited': (facts) => ({
      title: 'Die Anlage bittet um ein langsameres Tempo',
      happened: `Sie hat Anfragen abgelehnt, weil es zu viele waren${status(facts)}.${says(facts)}`,
      next: `Warten Sie eine Weile und versuchen Sie es dann erneut.${notBefore(facts)}`,
    }),

    'pbx-error': (facts) => ({
      title: 'Die Anlage meldet einen internen Fehler',
      happened: `Sie hat mit einem Fehler geantwortet${status(facts)}.${says(facts)}`,
      next: 'Versuchen Sie es in ein paar Minuten erneut. Bleibt es dabei, sehen Sie in der 3CX-Konsole nach dem Status der Dienste.',
    }),

    'not-a-3cx': (facts) => ({
      title: 'Hier antwortet kein 3CX-System',
      happened: `${at(facts)} hat geantwortet${status(facts)}, aber nicht so wie die Konfigurations-API von 3CX (Version 20 oder neuer).${facts.reason === 'web-page' ? ' Es kam eine Webseite.' : facts.reason === 'no-token' ? ' Die Antwort auf die Anmeldung enthält kein brauchbares Zugriffstoken.' : facts.portal ? ` Es wird auf ${facts.portal} verwiesen.` : ''}${replySays(facts)}`,
      next: 'Prüfen Sie Adresse und Port. In einem Gastnetz öffnen Sie zuerst einen Browser und melden Sie sich auf der Anmeldeseite des Netzes an.',
    }),

    'response-unreadable': (facts) => ({
      title: 'Die Antwort der Anlage war nicht zu verstehen',
      happened: `Die Antwort${status(facts)} war ${
        facts.reason === 'too-large'
          ? 'größer, als Rekey sie annimmt'
          : facts.reason === 'coding'
            ? 'auf eine Weise komprimiert, die Rekey nicht lesen kann, oder beschädigt'
            : 'abgeschnitten oder nicht in der erwarteten Form'
      }.`,
      next: 'Versuchen Sie es erneut. Bleibt es dabei, verändert vielleicht etwas zwischen hier und der Anlage die Antworten (ein Proxy oder eine Firewall).',
    }),
  } satisfies Partial<ErrorTexts>;
}
