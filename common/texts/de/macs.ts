import type { MacTexts } from '../error-words.ts';

/** Why a text is no MAC, in German. */
export const macs: MacTexts = {
  empty: () => 'Hier steht keine MAC-Adresse.',
  length: ({ digits }) => {
    if (digits === undefined) return 'Das ist viel zu lang für eine MAC-Adresse.';
    return digits < 12
      ? `Nur ${digits} der 12 Hexadezimalziffern. Vielleicht hat eine Tabelle führende Nullen entfernt.`
      : `Eine MAC-Adresse hat 12 Hexadezimalziffern, nicht ${digits}.`;
  },
  characters: ({ characters = '' }) =>
    `Eine MAC-Adresse besteht nur aus den Ziffern 0–9 und A–F; hier steht ${[...characters].map((c) => `„${c}“`).join(', ')}.`,
  grouping: () => 'Kein Gerät schreibt die Ziffern so gruppiert; vielleicht fehlt eine oder steht doppelt.',
  'eui-64': () =>
    'Das ist eine 64-Bit-Kennung (EUI-64) mit 16 Ziffern, keine MAC-Adresse. Verwenden Sie die 12 Ziffern, die auf dem Gerät stehen.',
  'all-zero': () => 'Lauter Nullen sind ein Platzhalter, kein Gerät.',
  broadcast: () => 'FF:FF:FF:FF:FF:FF steht für alle Geräte (Broadcast), nicht für eines.',
  multicast: () => 'Das ist eine Multicast-Adresse (ihr erstes Byte ist ungerade), kein Gerät.',
  'spreadsheet-number': () =>
    'Eine Tabelle hat aus dieser MAC-Adresse eine Zahl gemacht; dabei gingen Ziffern verloren. Formatieren Sie die Spalte als Text und geben Sie sie neu ein.',
  several: () => 'Dieser Text enthält mehr als eine MAC-Adresse. Geben Sie eine davon ein.',
};
