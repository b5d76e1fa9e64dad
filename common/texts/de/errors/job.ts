import type { ErrorReason } from '../../../errors.ts';
import { maxWaitHours } from '../../../waiting.ts';
import { type ErrorTexts, type ErrorWords, entryOf } from '../../error-words.ts';
import type { Counting } from '../counting.ts';

/** The words of errors in German. */
const planChanged: Record<ErrorReason<'plan-changed'>, string> = {
  address: 'Die Anlage hat jetzt eine andere Adresse. Der Auftrag gehört zur alten.',
  certificate: 'Für diese Anlage ist jetzt ein anderes Zertifikat hinterlegt.',
};

const asleep: Record<ErrorReason<'computer-asleep'>, Pick<ErrorWords, 'happened' | 'next'>> = {
  'not-begun': {
    happened: 'Es wurde noch nichts gestartet und nichts gesendet.',
    next: 'Starten Sie den Vorgang erneut.',
  },
  fetch: {
    happened: 'Das Abrufen wurde angehalten. Die übrigen Geräte wurden nicht aufgefordert.',
    next: 'Setzen Sie das Abrufen fort, um sie aufzufordern.',
  },
};

export const jobErrors = ({ number, devices }: Counting) =>
  ({
    'pbx-busy-elsewhere': ({ job }) =>
      job
        ? {
            title: 'Auf dieser Anlage läuft ein Auftrag',
            happened: `Auftrag ${job} läuft auf dieser Anlage, in Rekey oder in einem Terminal. Bis er abgeschlossen ist, können Sie keinen anderen starten und die Anlage nicht entfernen; ändern lassen sich nur ihr Name und ihre Geschwindigkeit.`,
            next: 'Warten Sie, bis der Auftrag abgeschlossen ist, oder brechen Sie ihn dort ab, wo er läuft. Es wurde nichts gesendet oder geändert.',
          }
        : {
            title: 'Rekey verwendet diese Anlage gerade',
            happened:
              'Rekey führt auf dieser Anlage einen Auftrag aus oder lässt ihre Geräte abrufen, in der App oder in einem Terminal. Bis das abgeschlossen ist, können Sie keinen Auftrag starten und die Anlage nicht entfernen; ändern lassen sich nur ihr Name und ihre Geschwindigkeit.',
            next: 'Warten Sie, bis das abgeschlossen ist, oder brechen Sie es dort ab, wo es läuft. Es wurde nichts gesendet oder geändert.',
          },

    'plan-changed': ({ reason, count: changed = 0, doneSince = 0 }) => ({
      title: 'Seit Ihrer Bestätigung hat sich etwas geändert',
      happened:
        entryOf(planChanged, reason) ??
        ([
          changed > 0 &&
            (changed === 1
              ? '1 Gerät wurde auf der Anlage geändert oder ist dort nicht mehr vorhanden.'
              : `${devices(changed)} wurden auf der Anlage geändert oder sind dort nicht mehr vorhanden.`),
          doneSince > 0 &&
            `${devices(doneSince)} ${doneSince === 1 ? 'hat' : 'haben'} inzwischen ein neues Passwort bekommen.`,
        ]
          .filter(Boolean)
          .join(' ') ||
          'Seine Geräte wurden auf der Anlage geändert oder sind dort nicht mehr vorhanden.'),
      next: `Für die übrigen Geräte wurde nichts weiter gesendet. ${
        reason === 'address'
          ? 'Stellen Sie die alte Adresse wieder her und setzen Sie den Auftrag fort, oder brechen Sie ihn ab und starten Sie für diese Geräte einen neuen.'
          : `Prüfen Sie sie; setzen Sie den Auftrag dann mit den aktuellen Daten fort${doneSince > 0 ? ' und wählen Sie, ob sie übersprungen werden' : ''}, oder brechen Sie ihn ab.`
      }`,
    }),

    'wait-expired': (facts) => ({
      title: 'Die Wartezeit ist abgelaufen',
      happened: `${facts.pbx ?? 'Die Anlage'} hat nach der Uhr dieses Computers ${number(maxWaitHours)} Stunden lang nicht geantwortet; deshalb lief der Auftrag nicht automatisch. Es wurde nichts weiter gesendet.`,
      next: 'Lassen Sie den Auftrag erneut warten, setzen Sie ihn fort, sobald die Anlage erreichbar ist, oder brechen Sie ihn ab.',
    }),

    'computer-asleep': ({ reason }) => ({
      title: 'Der Computer ist in den Ruhezustand gegangen',
      ...(entryOf(asleep, reason) ?? {
        happened: 'Der Auftrag wurde angehalten; weitere Geräte wurden nicht bearbeitet.',
        next: 'Der Auftrag läuft automatisch weiter, wenn der Computer wieder wach und die Anlage erreichbar ist.',
      }),
    }),

    cancelled: () => ({
      title: 'Abgebrochen',
      happened: 'Es wurde nichts geändert.',
      next: 'Sie können es jederzeit erneut versuchen.',
    }),
  }) satisfies Partial<ErrorTexts>;
