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
    clocksAgree: 'Die Uhr dieses Computers stimmt mit der der Anlage überein.',
    clocksDiffer: ({ here, there, minutes }) =>
      `Die Uhr dieses Computers zeigt ${moment(here)}, die der Anlage ${moment(there)}: Diese hier geht ${spanOf(minutes)} ${minutes > 0 ? 'vor' : 'nach'}. Stellen Sie sie richtig und versuchen Sie es erneut.`,
    proxy: {
      place: 'Anmeldung am Proxy',
      asks: (proxy) => rich`Der Proxy ${strong(proxy)} verlangt eine Anmeldung`,
      refused: (proxy) => rich`Der Proxy ${strong(proxy)} hat die Anmeldung abgelehnt`,
      what: 'Er steht zwischen diesem Computer und der Anlage. Ihre Eingabe wird nur an diesen Proxy gesendet und im Schlüsselbund aufbewahrt.',
      refusedWhat:
        'Er nimmt diesen Benutzernamen und dieses Passwort nicht an. Sie werden ihm nicht noch einmal gesendet, weil Konten dadurch gesperrt werden.',
      inClear:
        'Auf dem Weg zum Proxy ist sie nicht verschlüsselt: Wer dieses Netzwerk beobachtet, kann sie lesen.',
      user: 'Benutzername',
      password: 'Passwort',
      logIn: 'Anmelden',
      notNow: 'Jetzt nicht',
      kept: (proxy) => rich`Die Anmeldung für ${strong(proxy)} ist im Schlüsselbund`,
      notKept: (proxy) => rich`Die Anmeldung für ${strong(proxy)} gilt, bis Rekey geschlossen wird`,
      noKeychain: 'Es gibt keinen Schlüsselbund, der sie annimmt.',
      goOn: 'Versuchen Sie erneut, was aufgehalten wurde.',
    },
  };
};
