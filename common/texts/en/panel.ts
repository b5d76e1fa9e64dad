import type { Counting } from './counting.ts';

/** The quick panel. */
export const panel = ({ number }: Counting) => ({
  title: 'New password',
  openWindow: 'Open window',
  clipboard: {
    none: 'No MAC address on the clipboard.',
    several: 'More than one MAC address on the clipboard. For a list, open the window.',
    unsure: 'The number on the clipboard may not be a MAC address. If it is one, paste it here.',
    'too-long': 'The text on the clipboard is too long. Copy only the part with the MAC address.',
    unreadable: 'The clipboard couldn’t be read.',
  },
  noPbx: 'No PBX set up yet.',
  running: (done: number, total: number) =>
    `A job is running on this PBX: ${number(done)} of ${number(total)}`,
  showJob: 'Show job',
});
