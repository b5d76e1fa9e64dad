import type { Texts } from '../en/index.ts';

export const problems: Texts['problems'] = {
  pbxGone: {
    title: 'Diese Anlage ist nicht mehr eingerichtet',
    happened: 'Sie wurde entfernt, in einem anderen Fenster oder im Terminal.',
    next: 'Wählen Sie eine andere Anlage oder fügen Sie sie wieder hinzu.',
  },
  pbxBusy: (job) => ({
    title: 'Auf dieser Anlage läuft schon ein Auftrag',
    happened: `${job ? `Auftrag ${job}` : 'Er'} läuft in diesem Programm oder in einem Terminal. Auf einer Anlage läuft immer nur einer.`,
    next: 'Warten Sie, bis er beendet ist, oder halten Sie ihn unter „Verlauf“ an. Es wurde nichts gesendet.',
  }),
  proxyLogin: 'Geben Sie die Anmeldung oben im Fenster ein und versuchen Sie es dann erneut.',
  certificateUntrusted: (host) =>
    `${host ?? 'Die Anlage'} zeigt ein Zertifikat, das dieser Computer nicht prüfen kann. Es wurde weder ein Schlüssel noch ein Passwort gesendet.`,
  certificateChanged: (host) =>
    `${host ?? 'Die Anlage'} zeigt jetzt ein anderes Zertifikat. Es wurde weder ein Schlüssel noch ein Passwort gesendet.`,
};
