import type { Place } from '../en/place.ts';

/** Where a row is, inside a sentence. */
export const place = ({ from, number, sheet }: Place): string =>
  `${sheet === undefined ? '' : `${sheet}, `}${from === 'text' ? 'Zeile' : 'Scan'} ${number}`;
