import type { ErrorFacts } from '../../../errors.ts';
import type { ErrorTexts } from '../../error-words.ts';
import type { Counting } from '../counting.ts';
import { at, says, status } from './facts.ts';

export function signInErrors({ number, moment }: Counting) {
  const count = (facts: ErrorFacts): string => number(facts.count ?? 0);

  return {
    'sign-in-refused': (facts) =>
      facts.reason === 'refused-before'
        ? {
            title: 'Die Anlage hat diesen API-Schlüssel schon abgelehnt',
            happened:
              'Rekey versucht dieselbe Client-ID mit demselben API-Schlüssel nicht erneut: Nach einigen Ablehnungen sperrt eine Anlage die IP-Adresse.',
            next: 'Geben Sie den richtigen API-Schlüssel ein. Haben Sie den API-Client in der 3CX-Admin-Konsole korrigiert, versuchen Sie denselben Schlüssel einmal erneut.',
          }
        : {
            title: 'Die Anlage hat die Anmeldung abgelehnt',
            happened: `Wahrscheinlich ist die Client-ID oder der API-Schlüssel falsch, oder der API-Client wurde entfernt${status(facts)}.${says(facts)}`,
            next: 'Prüfen Sie beides in der 3CX-Admin-Konsole unter Integrationen > API und geben Sie den API-Schlüssel neu ein. Rekey versucht es nicht automatisch erneut: Wiederholte Ablehnungen können zur Sperrung dieser IP-Adresse führen.',
          },

    'sign-in-held-off': (facts) => ({
      title: 'Anmeldung pausiert, um eine Sperre zu vermeiden',
      happened:
        'Die Anlage hat zwei Anmeldungen nacheinander abgelehnt. Eine weitere kann zur Sperrung der IP-Adresse dieses Computers führen, auch mit einem anderen API-Schlüssel.',
      next: `Prüfen Sie Client-ID und API-Schlüssel in der 3CX-Admin-Konsole.${facts.retryAt ? ` Ein neuer Versuch ist ab ${moment(facts.retryAt)} möglich, mit diesem Risiko auch sofort.` : ' Warten Sie 15 Minuten, oder versuchen Sie es mit diesem Risiko sofort.'}`,
    }),

    'sign-in-denied': (facts) => ({
      title: 'Die Anlage hat die Anmeldung nicht zugelassen',
      happened: `Die Anlage hat nicht gemeldet, dass Client-ID oder API-Schlüssel falsch sind${status(facts)}.${says(facts)}`,
      next: 'Mögliche Ursachen: „3CX Configuration API access“ ist für diesen API-Client ausgeschaltet; seine Rolle oder Abteilung reicht nicht aus; die Konsolenbeschränkungen lassen diese IP-Adresse nicht zu; die Lizenz liegt unter 8SC Enterprise.',
    }),

    'address-blocked-suspected': (facts) => ({
      title: 'Die Anlage hat diese IP-Adresse vielleicht gesperrt',
      happened: `${at(facts)} antwortet nicht mehr, kurz nachdem eine Anmeldung abgelehnt wurde. So reagiert der Angriffsschutz von 3CX.`,
      next: 'Suchen Sie in der IP-Sperrliste (IP Blacklist) der 3CX-Admin-Konsole die IP-Adresse dieses Netzes und entfernen Sie sie dort, oder warten Sie, bis die Sperre endet.',
    }),

    'token-contested': (facts) => ({
      title: 'Wahrscheinlich meldet sich ein anderes Programm mit demselben API-Client an',
      happened:
        facts.count === undefined
          ? 'Die Anlage hat ein gerade ausgestelltes Zugriffstoken abgelehnt. Sie lässt nur eine Anmeldung pro API-Client zu, deshalb melden sich zwei Programme gegenseitig ab.'
          : `Die Anlage hat den Zugang innerhalb einer Minute ${count(facts)}-mal entzogen. Sie lässt nur eine Anmeldung pro API-Client zu, deshalb melden sich zwei Programme gegenseitig ab.`,
      next: 'Beenden Sie das andere Programm oder legen Sie in der 3CX-Admin-Konsole einen eigenen API-Client für diesen Computer an. Verwendet ihn kein anderes Programm, prüfen Sie die Rolle des API-Clients.',
    }),

    forbidden: (facts) => ({
      title: 'Die Anlage erlaubt das nicht',
      happened: `Die Anmeldung war erfolgreich, aber die Anlage hat die Anfrage abgelehnt${status(facts)}.${says(facts)}`,
      next: `Mögliche Ursachen: Die Rolle des API-Clients reicht nicht aus (mit Systemeigentümer, englisch System Owner, geht es bekanntermaßen), oder seine Abteilung ist nicht DEFAULT; „3CX Configuration API access“ ist ausgeschaltet; die Konsolenbeschränkungen lassen diese IP-Adresse nicht zu; die Lizenz liegt unter 8SC Enterprise.${facts.status === 401 ? ' Oder ein anderes Programm verwendet denselben API-Client.' : ''}`,
    }),
  } satisfies Partial<ErrorTexts>;
}
