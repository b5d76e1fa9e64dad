import type { RelaunchOptions } from 'electron';
import { inTraySwitch } from './login-item.ts';

/** How this process was started. */
export interface Start {
  argv: readonly string[];
  env: NodeJS.ProcessEnv;
  /** Null if the app is packaged. */
  appPath: string | null;
  /** Null for the usual one. */
  dataFolder: string | null;
}

/**
 * Returns how to relaunch the app after it has ended: as this time, including its switches, but for another task.
 *
 * @param args the task: a file to open, or a switch
 */
export function startAgain(
  { argv, env, appPath, dataFolder }: Start,
  args: readonly string[],
): RelaunchOptions {
  const switches = argv.slice(1).filter((each) => each.startsWith('-') && each !== `--${inTraySwitch}`);
  return {
    args: [
      ...(appPath === null ? [] : [appPath]),
      ...switches,
      ...(dataFolder === null ? [] : [`--data-dir=${dataFolder}`]),
      ...args,
    ],
    // An AppImage's mount point disappears with it; its file is what can be started.
    ...(env.APPIMAGE ? { execPath: env.APPIMAGE } : {}),
  };
}
