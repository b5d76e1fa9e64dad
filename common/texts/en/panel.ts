import type { Counting } from './counting.ts';

/** The quick panel. */
export const panel = ({ number }: Counting) => ({
  title: 'New password',
  openWindow: 'Open the window',
  clipboard: {
    none: 'There is no MAC address on the clipboard.',
    several: 'There is more than one MAC address on the clipboard. For a list, open the window.',
    unsure: 'The number on the clipboard may be a MAC address or another number. If it is one, paste it.',
    'too-long': 'The text on the clipboard is too long to look for a MAC address. Copy less of it.',
    unreadable: 'The clipboard could not be read.',
  },
  noPbx: 'No PBX is connected yet.',
  connect: 'Connect a PBX',
  running: (done: number, total: number) => `A job runs on this PBX: ${number(done)} of ${number(total)}`,
  showJob: 'Show job',
});
