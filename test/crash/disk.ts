import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk small enough to be filled. */
export interface SmallDisk {
  folder: string;
  remove(): void;
}

const fillerFile = 'filler';
const block = 4096;

/** Mounts one, which is removed with this process at the latest. @throws if this user or system cannot */
export function mountSmallDisk(): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
  const remove = (): void => {
    process.off('exit', remove);
    execFileSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true });
  };
  process.once('exit', remove);
  return { folder, remove };
}

/** Whether this user can mount a small disk here: on Linux, as root. */
export function canMountSmallDisk(): boolean {
  try {
    mountSmallDisk().remove();
    return true;
  } catch {
    return false;
  }
}

/** Writes to a disk until nothing more fits on it. */
export function fillDisk(folder: string): void {
  const file = openSync(join(folder, fillerFile), 'a');
  for (const size of [256 * block, block]) {
    const filler = Buffer.alloc(size);
    try {
      for (;;) writeSync(file, filler);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
  closeSync(file);
}

/** Frees the space again. */
export function emptyDisk(folder: string): void {
  rmSync(join(folder, fillerFile), { force: true });
}
