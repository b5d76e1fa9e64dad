import type { RelaunchOptions } from 'electron';
import { inTraySwitch } from './login-item.ts';

/** How this program was started. */
export interface Start {
  argv: readonly string[];
  env: NodeJS.ProcessEnv;
  /** Null where the program is packaged. */
  appPath: string | null;
  /** Null for the usual one. */
  dataFolder: string | null;
}

/**
 * How the program is started after its end as it was this time, its switches included, but to do something else.
 *
 * @param args what it is to do: a file to open, or a switch
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
    // An AppImage runs from a folder that goes away with it; its file is what can be started.
    ...(env.APPIMAGE ? { execPath: env.APPIMAGE } : {}),
  };
}
