import type { ErrorReason } from '../../../errors.ts';
import { maxWaitHours } from '../../../waiting.ts';
import { type ErrorTexts, entryOf } from '../../error-words.ts';
import type { Counting } from '../counting.ts';

/** The words of errors in German. */
const planChanged: Record<ErrorReason<'plan-changed'>, string> = {
  address: 'Die Anlage hat eine andere Adresse bekommen. Der Auftrag gehört zur alten.',
  certificate: 'Für diese Anlage wird jetzt einem anderen Zertifikat vertraut.',
};

export const jobErrors = ({ number, devices }: Counting) =>
  ({
    'pbx-busy-elsewhere': (facts) => ({
      title: 'Auf dieser Anlage läuft ein Auftrag',
      happened: `${facts.job ? `Auftrag ${facts.job}` : 'Ein Auftrag'} läuft auf ihr, in diesem Fenster oder in einem anderen Programm. Bis er beendet ist, kann kein anderer beginnen, und die Anlage lässt sich nicht entfernen. Ändern lassen sich nur ihr Name und ihre Geschwindigkeit.`,
      next: 'Warten Sie, bis er beendet ist, oder brechen Sie ihn dort ab, wo er läuft. Es wurde nichts gesendet oder geändert.',
    }),

    'plan-changed': ({ reason, count: changed = 0, doneSince = 0 }) => ({
      title: 'Es ist nicht mehr alles so, wie es bestätigt wurde',
      happened:
        entryOf(planChanged, reason) ??
        ([
          changed > 0 &&
            `${devices(changed)} ${changed === 1 ? 'ist' : 'sind'} auf der Anlage anders eingetragen als zuvor, oder gar nicht mehr.`,
          doneSince > 0 &&
            `${devices(doneSince)} ${doneSince === 1 ? 'hat' : 'haben'} inzwischen durch einen anderen Auftrag ein neues Passwort bekommen.`,
        ]
          .filter(Boolean)
          .join(' ') ||
          'Seine Geräte sind nicht mehr so eingetragen wie zuvor.'),
      next: `Für die übrigen Geräte wurde nichts gesendet. ${
        reason === 'address'
          ? 'Geben Sie der Anlage wieder die alte Adresse und setzen Sie den Auftrag fort; oder brechen Sie ihn ab und erzeugen Sie die Passwörter unter der neuen in einem neuen Auftrag.'
          : `Prüfen Sie sie; setzen Sie den Auftrag dann mit den aktuellen Daten fort${doneSince > 0 ? ' und wählen Sie, ob sie übersprungen werden' : ''}, oder brechen Sie ihn ab.`
      }`,
    }),

    'wait-expired': (facts) => ({
      title: 'Die Wartezeit ist abgelaufen',
      happened: `Nach der Uhr dieses Computers ist die Zeit um, in der der Auftrag auf ${facts.pbx ?? 'der Anlage'} von selbst laufen sollte: ${number(maxWaitHours)} Stunden. Es wurde nichts weiter gesendet.`,
      next: 'Lassen Sie den Auftrag noch einmal warten, setzen Sie ihn fort, sobald die Anlage erreichbar ist, oder brechen Sie ihn ab.',
    }),

    'computer-asleep': ({ reason }) => ({
      title: 'Der Computer ist in den Ruhezustand gegangen',
      ...(reason === 'not-begun'
        ? {
            happened: 'Es hatte noch nichts begonnen, und es wurde nichts gesendet.',
            next: 'Beginnen Sie neu.',
          }
        : {
            happened: 'Der Auftrag wurde dafür angehalten: Es wurde kein weiteres Gerät begonnen.',
            next: 'Er läuft von selbst weiter, wenn der Computer wieder wach und die Anlage erreichbar ist.',
          }),
    }),

    cancelled: () => ({
      title: 'Abgebrochen',
      happened: 'Es wurde abgebrochen, bevor die Anfrage gesendet war.',
      next: 'Sie können es jederzeit erneut versuchen.',
    }),
  }) satisfies Partial<ErrorTexts>;
