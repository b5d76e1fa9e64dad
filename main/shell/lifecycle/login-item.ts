import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { App } from 'electron';
import { RekeyError } from '../../../common/errors.ts';
import { tidy } from '../../../common/text.ts';
import { autostartFile } from '../../files/data-folder.ts';

/** Passed when the system starts the app at login: no window opens then. */
export const inTraySwitch = 'in-tray';

/** Whether the app starts at login; the system stores this, and it can be changed in system settings as well. */
export interface LoginItem {
  /** False if the app cannot be started by its own path, as during development. */
  offered: boolean;
  isOn(): boolean;
  /** @throws RekeyError `login-item-refused` */
  set(on: boolean): Promise<void>;
}

export interface LoginItemParts {
  app: Pick<App, 'isPackaged' | 'setLoginItemSettings' | 'getLoginItemSettings'>;
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  /** The app's own path. */
  program: string;
}

export function createLoginItem({ app, platform, env, program }: LoginItemParts): LoginItem {
  if (platform === 'linux') return linuxLoginItem(app.isPackaged, env, program);
  const item = {
    args: [`--${inTraySwitch}`],
    // Windows reads a path without quotation marks only up to its first space.
    ...(platform === 'win32' ? { path: `"${program}"` } : {}),
  };
  const isOn = (): boolean => {
    const { openAtLogin, executableWillLaunchAtLogin } = app.getLoginItemSettings(item);
    // Windows' settings and its Task Manager can disable an entry without removing it.
    return openAtLogin && (platform !== 'win32' || executableWillLaunchAtLogin);
  };
  return {
    offered: app.isPackaged,
    isOn: () => app.isPackaged && isOn(),
    async set(openAtLogin) {
      if (!app.isPackaged) throw new RekeyError('login-item-refused');
      app.setLoginItemSettings({ openAtLogin, ...item });
      // macOS may require the user's approval first, in its own settings.
      if (isOn() !== openAtLogin) throw new RekeyError('login-item-refused');
    },
  };
}

function linuxLoginItem(isPackaged: boolean, env: NodeJS.ProcessEnv, program: string): LoginItem {
  const { APPIMAGE: appImage } = env;
  const file = autostartFile(env);
  // An AppImage is mounted at a different path each time; its file is what can be started.
  const entry = desktopEntry(appImage || program);
  const isOn = (): boolean => isPackaged && isEnabled(textOf(file));
  if (isOn()) follow(file, entry);
  return {
    offered: isPackaged,
    isOn,
    async set(on) {
      if (!isPackaged) throw new RekeyError('login-item-refused');
      try {
        if (!on) return await rm(file, { force: true });
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, entry);
      } catch (error) {
        const systemSays = error instanceof Error ? tidy(error.message, 200) : '';
        throw new RekeyError('login-item-refused', { systemSays, path: file }, { cause: error });
      }
    },
  };
}

/** Null if there is no such file. */
function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** Desktop settings disable an autostart file by a key in it. */
function isEnabled(text: string | null): boolean {
  return text !== null && !/^(Hidden=true|X-GNOME-Autostart-enabled=false)$/m.test(text);
}

/** Updates the entry of an app that was moved. */
function follow(file: string, entry: string): void {
  if (textOf(file) === entry) return;
  try {
    writeFileSync(file, entry);
  } catch {
    // The entry keeps the old path; setting it again reports why it cannot be written.
  }
}

/** Returns the contents of an autostart file. */
export function desktopEntry(program: string): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Rekey for 3CX',
    `Exec=${quoted(program)} --${inTraySwitch}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/**
 * Quotes an argument by the Desktop Entry Specification: once for the command line, once more for the string it is
 * in.
 */
function quoted(argument: string): string {
  const inCommand = argument.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%');
  return `"${inCommand.replaceAll('\\', '\\\\')}"`;
}
