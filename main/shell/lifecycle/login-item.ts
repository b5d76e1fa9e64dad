import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { App } from 'electron';
import { RekeyError } from '../../../common/errors.ts';
import { tidy } from '../../../common/text.ts';
import { autostartFile } from '../../files/data-folder.ts';

/** Given to the program when the system starts it at log-in: then no window opens. */
export const inTraySwitch = 'in-tray';

/** Whether the program starts when its person logs in; the system knows, and can be told elsewhere, too. */
export interface LoginItem {
  /** False where the program cannot be started by its own path, such as while it is developed. */
  offered: boolean;
  isOn(): boolean;
  /** @throws RekeyError `login-item-refused` */
  set(on: boolean): Promise<void>;
}

export interface LoginItemParts {
  app: Pick<App, 'isPackaged' | 'setLoginItemSettings' | 'getLoginItemSettings'>;
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  /** The program's own path. */
  program: string;
}

export function createLoginItem({ app, platform, env, program }: LoginItemParts): LoginItem {
  if (platform === 'linux') return linuxLoginItem(app.isPackaged, env, program);
  const item = {
    args: [`--${inTraySwitch}`],
    // Windows reads a path without quotation marks up to its first space.
    ...(platform === 'win32' ? { path: `"${program}"` } : {}),
  };
  const isOn = (): boolean => {
    const { openAtLogin, executableWillLaunchAtLogin } = app.getLoginItemSettings(item);
    // Windows' own settings and its Task Manager switch off what is set to open.
    return openAtLogin && (platform !== 'win32' || executableWillLaunchAtLogin);
  };
  return {
    offered: app.isPackaged,
    isOn: () => app.isPackaged && isOn(),
    async set(openAtLogin) {
      if (!app.isPackaged) throw new RekeyError('login-item-refused');
      app.setLoginItemSettings({ openAtLogin, ...item });
      // macOS may want its person to agree first, in its own settings.
      if (isOn() !== openAtLogin) throw new RekeyError('login-item-refused');
    },
  };
}

function linuxLoginItem(isPackaged: boolean, env: NodeJS.ProcessEnv, program: string): LoginItem {
  const { APPIMAGE: appImage } = env;
  const file = autostartFile(env);
  // An AppImage runs from a folder that is another one each time; its file is what can be started.
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

/** Null where there is none. */
function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** Desktops' own settings switch an autostart file off in it. */
function isEnabled(text: string | null): boolean {
  return text !== null && !/^(Hidden=true|X-GNOME-Autostart-enabled=false)$/m.test(text);
}

/** A program that was moved starts from where it is now. */
function follow(file: string, entry: string): void {
  if (textOf(file) === entry) return;
  try {
    writeFileSync(file, entry);
  } catch {
    // It starts from where it was, if at all; choosing it anew tells why it cannot be written.
  }
}

/** The text of an autostart file. */
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

/** As the Desktop Entry Specification quotes an argument: once for the command line, once more for the string it stands in. */
function quoted(argument: string): string {
  const inCommand = argument.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%');
  return `"${inCommand.replaceAll('\\', '\\\\')}"`;
}
