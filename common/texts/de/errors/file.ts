import type { ErrorFacts, ErrorReason } from '../../../errors.ts';
import { type ErrorTexts, entryOf } from '../../error-words.ts';
import { file } from './facts.ts';

const unwritable: Record<ErrorReason<'file-unwritable'>, string> = {
  'no-folder': 'diesen Ordner gibt es nicht',
  'is-folder': 'das ist ein Ordner',
  'no-right': 'dieser Benutzer darf dort nicht schreiben, oder ein anderes Programm hat die Datei geöffnet',
  'read-only': 'der Datenträger ist schreibgeschützt',
  'file-in-use': 'ein anderes Programm, etwa eine Tabellenkalkulation, hat die Datei geöffnet',
  'no-space': 'der Datenträger ist voll',
  'disk-fault': 'der Datenträger meldet einen Fehler',
  other: 'das System lässt es nicht zu',
};

const whyUnwritable = ({ reason, systemSays }: ErrorFacts): string => {
  const known = reason === 'other' ? undefined : entryOf(unwritable, reason);
  return known ?? unwritable.other + (systemSays ? ` (${systemSays})` : '');
};

export const fileErrors = {
  'file-unwritable': (facts) => ({
    title: 'Die Datei lässt sich nicht schreiben',
    happened: `${file(facts)}: ${whyUnwritable(facts)}.`,
    next: 'Beheben Sie das oder wählen Sie einen anderen Ort.',
  }),

  'setup-file-wrong-passphrase': () => ({
    title: 'Die Passphrase öffnet die Einrichtungsdatei nicht',
    happened: 'Es ist nicht die, mit der die Datei erstellt wurde. Es wurde nichts importiert.',
    next: 'Geben Sie sie noch einmal ein. Ist sie sicher richtig, hat jemand die Datei verändert: Lassen Sie sie noch einmal senden, auf einem anderen Weg.',
  }),

  'setup-file-damaged': ({ reason }) => ({
    title: reason === 'not-one' ? 'Keine Einrichtungsdatei' : 'Die Einrichtungsdatei ist beschädigt',
    happened:
      reason === 'not-one'
        ? 'Es ist eine andere Art Datei, oder sie ist von Anfang an beschädigt. Es wurde nichts importiert.'
        : 'Ein Teil fehlt oder wurde verändert, etwa durch eine abgebrochene Übertragung. Es wurde nichts importiert.',
    next: 'Holen Sie die .rekey-Datei noch einmal oder lassen Sie sie neu exportieren.',
  }),

  'setup-file-too-new': () => ({
    title: 'Die Einrichtungsdatei stammt von einer neueren Version',
    happened: 'Dieses Rekey for 3CX kann sie nicht lesen. Es wurde nichts importiert.',
    next: 'Aktualisieren Sie dieses Programm oder lassen Sie die Datei mit dieser Version exportieren.',
  }),
} satisfies Partial<ErrorTexts>;
