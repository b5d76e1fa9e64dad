/**
 * `npm run package`: packs what was built for this computer's system into `dist/`. Arguments, such as `--linux --arm64`, go
 * to electron-builder.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Returns electron-builder's arguments on a system. */
export function builderArguments(platform: NodeJS.Platform, given: readonly string[]): string[] {
  return [
    '--publish',
    'never',
    // Setting the fuses breaks Electron's own signature, without which Apple silicon starts nothing. A real one replaces this.
    ...(platform === 'darwin' ? ['-c.electronFuses.resetAdHocDarwinSignature=true'] : []),
    ...given,
  ];
}

if (import.meta.main) {
  const builder = join(import.meta.dirname, '../node_modules/electron-builder/cli.js');
  const args = builderArguments(process.platform, process.argv.slice(2));
  process.exitCode = spawnSync(process.execPath, [builder, ...args], { stdio: 'inherit' }).status ?? 1;
}
