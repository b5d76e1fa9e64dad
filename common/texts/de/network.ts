import type { Texts } from '../en/index.ts';
import { rich, strong } from '../rich.ts';
import type { Counting } from './counting.ts';

export const network = ({ moment, counted }: Counting): Texts['network'] => {
  const spanOf = (minutes: number): string => {
    const size = Math.abs(minutes);
    if (size < 120) return counted(size, 'Minute', 'Minuten');
    return size < 2880
      ? counted(Math.round(size / 60), 'Stunde', 'Stunden')
      : counted(Math.round(size / 1440), 'Tag', 'Tage');
  };
  return {
    clocksAgree: 'Die Uhren dieses Computers und der Anlage stimmen überein.',
    clocksDiffer: ({ here, there, minutes }) =>
      `Die Uhr dieses Computers zeigt ${moment(here)}, die der Anlage ${moment(there)}: Dieser Computer geht ${spanOf(minutes)} ${minutes > 0 ? 'vor' : 'nach'}. Stellen Sie die falsch gehende Uhr richtig und versuchen Sie es erneut.`,
    proxy: {
      place: 'Anmeldung am Proxy',
      asks: (proxy) => rich`Der Proxy ${strong(proxy)} verlangt eine Anmeldung`,
      refused: (proxy) => rich`Der Proxy ${strong(proxy)} hat die Anmeldung abgelehnt`,
      what: 'Rekey erreicht die Anlage über diesen Proxy. Ihre Zugangsdaten gehen nur an ihn und in den Schlüsselbund.',
      refusedWhat:
        'Der Proxy hat sie abgelehnt. Rekey sendet sie nicht erneut: Fehlversuche können das Konto sperren.',
      inClear:
        'Die Verbindung zum Proxy ist nicht verschlüsselt: Wer dieses Netzwerk mitlesen kann, sieht Ihre Zugangsdaten.',
      user: 'Benutzername',
      password: 'Passwort',
      logIn: 'Anmelden',
      notNow: 'Jetzt nicht',
      kept: (proxy) => rich`Ihre Zugangsdaten für ${strong(proxy)} sind im Schlüsselbund gespeichert`,
      notKept: (proxy) => rich`Ihre Zugangsdaten für ${strong(proxy)} gelten, bis Sie Rekey beenden`,
      noKeychain: 'Es ist kein Schlüsselbund verfügbar, um sie zu speichern.',
      goOn: 'Sie können es jetzt erneut versuchen.',
    },
  };
};
