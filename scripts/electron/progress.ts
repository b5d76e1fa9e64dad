import type { WriteStream } from 'node:tty';
import { megabytes } from './explain.ts';

const redrawMs = 200;

/** Shows a download's progress: one line that is redrawn on a terminal; elsewhere, a line at the beginning. */
export function createProgress(out: Pick<WriteStream, 'write' | 'isTTY'>, what: string) {
  let drawnAt = 0;
  let open = false;
  return {
    begin(host: string): void {
      this.end();
      out.write(`Downloading ${what} from ${host}; needed once for the window …\n`);
    },
    show(received: number, total: number | null): void {
      if (!out.isTTY || performance.now() - drawnAt < redrawMs) return;
      drawnAt = performance.now();
      open = true;
      const share = total ? ` of ${megabytes(total)}, ${Math.floor((received / total) * 100)} %` : '';
      out.write(`\r\x1b[2K  ${megabytes(received)}${share}`);
    },
    end(): void {
      if (open) out.write('\r\x1b[2K');
      open = false;
    },
  };
}
