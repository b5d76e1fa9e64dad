/** The position of a row in a list: a line of its text, or a scan, both counted from 1. */
export interface Place {
  from: 'text' | 'scan';
  number: number;
  /** The sheet that the row number refers to. */
  sheet?: string;
}

/** Where a row is, inside a sentence. */
export const place = ({ from, number, sheet }: Place): string =>
  sheet === undefined ? `${from === 'text' ? 'line' : 'scan'} ${number}` : `${sheet}, row ${number}`;
