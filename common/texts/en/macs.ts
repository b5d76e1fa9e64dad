import type { MacTexts } from '../error-words.ts';

/** Why a text is no MAC, in English. */
export const macs: MacTexts = {
  empty: () => 'There is no MAC address.',
  length: ({ digits }) => {
    if (digits === undefined) return 'This is far too long for a MAC address.';
    return digits < 12
      ? `Only ${digits} of the 12 hexadecimal digits. A spreadsheet may have removed leading zeros.`
      : `A MAC address has 12 hexadecimal digits, not ${digits}.`;
  },
  characters: ({ characters = '' }) =>
    `A MAC address has only the digits 0–9 and A–F; this has ${[...characters].map((c) => `“${c}”`).join(', ')}.`,
  grouping: () => 'The digits are grouped in a way no device writes them; one may be missing or doubled.',
  'eui-64': () =>
    'This is a 64-bit EUI-64 identifier with 16 digits, not a MAC address. Use the 12 digits printed on the device.',
  'all-zero': () => 'All zeros is a placeholder, not a device.',
  broadcast: () => 'FF:FF:FF:FF:FF:FF means all devices (broadcast), not one.',
  multicast: () => 'This is a multicast address (its first byte is odd), not a device.',
  'spreadsheet-number': () =>
    'A spreadsheet turned this MAC address into a number, and digits are lost. Format the column as text and enter it again.',
  several: () => 'This text has more than one MAC address. Enter one of them.',
};
