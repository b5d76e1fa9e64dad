import type { Texts } from '../en/index.ts';

export const problems: Texts['problems'] = {
  pbxGone: {
    title: 'Diese Anlage ist nicht mehr eingerichtet',
    happened: 'Die Anlage wurde in einem anderen Fenster oder im Terminal entfernt.',
    next: 'Wählen Sie eine andere Anlage oder fügen Sie sie wieder hinzu.',
  },
  pbxBusy: (job) =>
    job
      ? {
          title: 'Auf dieser Anlage läuft ein Auftrag',
          happened: `Auftrag ${job} läuft in Rekey oder in einem Terminal. Auf einer Anlage läuft immer nur ein Auftrag.`,
          next: 'Warten Sie, bis der Auftrag abgeschlossen ist, oder halten Sie ihn unter „Verlauf“ an. Es wurde nichts gesendet.',
        }
      : {
          title: 'Rekey verwendet diese Anlage gerade',
          happened:
            'Rekey führt auf dieser Anlage einen Auftrag aus oder lässt ihre Geräte abrufen, hier oder in einem Terminal. Es geht immer nur eines davon.',
          next: 'Warten Sie, bis das abgeschlossen ist, oder halten Sie es dort an, wo es läuft. Es wurde nichts gesendet.',
        },
  proxyLogin: 'Melden Sie sich oben im Fenster am Proxy an und versuchen Sie es dann erneut.',
  certificateUntrusted: (host) =>
    `${host ?? 'Die Anlage'} verwendet ein Zertifikat, das dieser Computer nicht prüfen kann. Es wurde weder ein Schlüssel noch ein Passwort gesendet.`,
  certificateChanged: (host) =>
    `${host ?? 'Die Anlage'} verwendet jetzt ein anderes Zertifikat. Es wurde weder ein Schlüssel noch ein Passwort gesendet.`,
};
