import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes the stand-in for fpm into a folder. @returns the environment that makes electron-builder use it */
export function fpmProgram(folder: string): NodeJS.ProcessEnv {
  const program = join(folder, 'fpm');
  const script = `#!/bin/sh\nexec '${process.execPath}' '${join(import.meta.dirname, 'fpm.ts')}' "$@"\n`;
  writeFileSync(program, script, { mode: 0o755 });
  return { CUSTOM_FPM_PATH: program };
}
