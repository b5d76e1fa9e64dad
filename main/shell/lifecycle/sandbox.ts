import type { App } from 'electron';
import { RekeyError } from '../../../common/errors.ts';
import { namespaceLimit } from './user-namespaces.ts';

/**
 * Switches that turn off a part of Chromium's sandbox; ELECTRON_DISABLE_SANDBOX sets the first. Removing them has no effect: the process
 * that all others are forked from has already started when the app's code runs.
 */
const weakeningSwitches: readonly string[] = [
  'no-sandbox',
  'disable-setuid-sandbox',
  'disable-namespace-sandbox',
  'disable-seccomp-filter-sandbox',
  'disable-gpu-sandbox',
  'single-process',
  'no-zygote',
];

/** What may explain a start without the sandbox. */
export interface SandboxParts {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  /** Undefined on Windows. */
  uid: number | undefined;
  /** Where the kernel's settings are; `/proc/sys` by default. */
  kernel?: string;
}

/**
 * Returns the error with which a packaged app refuses to start because a part of its sandbox is off; the launcher of an AppImage adds
 * `--no-sandbox` where ordinary users can't create user namespaces. Null where the sandbox is on, or the app is not packaged.
 */
export function sandboxObstacle(
  { isPackaged, commandLine }: Pick<App, 'isPackaged' | 'commandLine'>,
  { platform, env, uid, kernel }: SandboxParts,
): RekeyError | null {
  const name = isPackaged ? weakeningSwitches.find((each) => commandLine.hasSwitch(each)) : undefined;
  if (name === undefined) return null;
  const facts = { input: `--${name}` };
  if (platform !== 'linux') return new RekeyError('sandbox-off', facts);
  if (uid === 0) return new RekeyError('sandbox-off', { ...facts, reason: 'as-root' });
  // Nothing but an AppImage adds the switch by itself.
  if (!env.APPIMAGE) return new RekeyError('sandbox-off', facts);
  return new RekeyError('sandbox-off', { ...facts, reason: namespaceLimit(kernel) ?? 'app-image' });
}
