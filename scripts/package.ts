/**
 * `npm run package`: packages the build for this computer's system into `dist/`. Arguments, such as `--linux
 * --arm64`, are passed to electron-builder.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Returns electron-builder's arguments on a system. */
export function builderArguments(platform: NodeJS.Platform, given: readonly string[]): string[] {
  return [
    '--publish',
    'never',
    // Setting the fuses breaks Electron's own signature, which Apple silicon requires. A real signature replaces this
    // one.
    ...(platform === 'darwin' ? ['-c.electronFuses.resetAdHocDarwinSignature=true'] : []),
    ...given,
  ];
}

if (import.meta.main) {
  const builder = join(import.meta.dirname, '../node_modules/electron-builder/cli.js');
  const args = builderArguments(process.platform, process.argv.slice(2));
  process.exitCode = spawnSync(process.execPath, [builder, ...args], { stdio: 'inherit' }).status ?? 1;
}
