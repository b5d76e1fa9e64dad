import type { ErrorFacts, ErrorReason } from '../../../errors.ts';
import { type ErrorTexts, entryOf } from '../../error-words.ts';
import { file } from './facts.ts';

const unwritable: Record<ErrorReason<'file-unwritable'>, string> = {
  'no-folder': 'diesen Ordner gibt es nicht',
  'is-folder': 'das ist ein Ordner',
  'no-right': 'Sie haben dort keine Schreibberechtigung, oder ein anderes Programm hat die Datei geöffnet',
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
    title: 'Die Datei lässt sich nicht speichern',
    happened: `${file(facts)}: ${whyUnwritable(facts)}.`,
    next: 'Wählen Sie einen anderen Ordner oder Namen und versuchen Sie es erneut.',
  }),

  'setup-file-wrong-passphrase': () => ({
    title: 'Die Passphrase öffnet die Einrichtungsdatei nicht',
    happened:
      'Die Datei wurde mit einer anderen Passphrase erstellt oder verändert. Es wurde nichts importiert.',
    next: 'Geben Sie die Passphrase noch einmal ein. Ist sie sicher richtig, lassen Sie sich die Datei auf einem anderen Weg noch einmal senden.',
  }),

  'setup-file-damaged': ({ reason }) => ({
    title: reason === 'not-one' ? 'Keine Einrichtungsdatei' : 'Die Einrichtungsdatei ist beschädigt',
    happened:
      reason === 'not-one'
        ? 'Das ist eine andere Art Datei, oder ihr Anfang ist beschädigt. Es wurde nichts importiert.'
        : 'Ein Teil der Datei fehlt oder wurde verändert, etwa durch eine abgebrochene Übertragung. Es wurde nichts importiert.',
    next: 'Kopieren Sie die .rekey-Datei noch einmal oder lassen Sie sie neu exportieren.',
  }),

  'setup-file-too-new': () => ({
    title: 'Die Einrichtungsdatei stammt von einer neueren Version',
    happened: 'Diese Version von Rekey kann sie nicht lesen. Es wurde nichts importiert.',
    next: 'Aktualisieren Sie Rekey oder lassen Sie die Datei mit dieser Version exportieren.',
  }),
} satisfies Partial<ErrorTexts>;
