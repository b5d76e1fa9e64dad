import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from 'electron';
import { describe, expect, test } from 'vitest';
import { createLoginItem, desktopEntry } from '../../../../../main/shell/lifecycle/login-item.ts';
import { temporaryFolder } from '../../../../setup/folder.ts';

/** An installed app; the system obeys, or does not, and the entry may be disabled elsewhere. */
function installed({ obeys = true, isPackaged = true } = {}) {
  let item: Settings = {};
  let switchedOff = false;
  let asked: unknown;
  const app = {
    isPackaged,
    setLoginItemSettings(next: Settings) {
      if (!obeys) return;
      item = next;
      switchedOff = next.enabled === false;
    },
    getLoginItemSettings: (options?: unknown) => {
      asked = options;
      return {
        openAtLogin: item.openAtLogin ?? false,
        wasOpenedAtLogin: false,
        status: 'enabled' as const,
        executableWillLaunchAtLogin: (item.openAtLogin ?? false) && !switchedOff,
        launchItems: [],
      };
    },
  };
  const switchOff = (): void => {
    switchedOff = true;
  };
  return { app, item: () => item, asked: () => asked, switchOff };
}

describe.each(['win32', 'darwin'] as const)('on %s', (platform) => {
  const create = ({ app }: ReturnType<typeof installed>) =>
    createLoginItem({ app, platform, env: {}, program: 'C:\\Program Files\\Rekey for 3CX.exe' });

  test('the system stores it, with the switch that starts it in the tray', async () => {
    const program = installed();
    const item = create(program);
    expect([item.offered, item.isOn()]).toEqual([true, false]);
    await item.set(true);
    const path = platform === 'win32' ? { path: '"C:\\Program Files\\Rekey for 3CX.exe"' } : {};
    expect(program.item()).toEqual({ openAtLogin: true, args: ['--in-tray'], ...path });
    expect(item.isOn()).toBe(true);
    expect(program.asked()).toEqual({ args: ['--in-tray'], ...path });
    await item.set(false);
    expect(item.isOn()).toBe(false);
  });

  test('a system that ignores it is reported', async () => {
    await expect(create(installed({ obeys: false })).set(true)).rejects.toMatchObject({
      code: 'login-item-refused',
    });
  });

  test('it is not offered during development', async () => {
    const item = create(installed({ isPackaged: false }));
    expect([item.offered, item.isOn()]).toEqual([false, false]);
    await expect(item.set(true)).rejects.toMatchObject({ code: 'login-item-refused' });
  });
});

test('on Windows it is off if the Task Manager disabled it, and can be enabled again', async () => {
  const program = installed();
  const item = createLoginItem({ app: program.app, platform: 'win32', env: {}, program: '/x' });
  await item.set(true);
  program.switchOff();
  expect(item.isOn()).toBe(false);
  await item.set(true);
  expect(item.isOn()).toBe(true);
});

describe('on Linux', () => {
  const create = (env: NodeJS.ProcessEnv) =>
    createLoginItem({ app: installed().app, platform: 'linux', env, program: '/opt/Rekey for 3CX/rekey' });

  test('it is our file in the autostart folder, and is deleted with it', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'autostart/rekey-for-3cx.desktop');
    const item = create({ XDG_CONFIG_HOME: folder });
    await item.set(false);
    await item.set(true);
    expect(item.isOn()).toBe(true);
    expect(readFileSync(file, 'utf8')).toContain('\nExec="/opt/Rekey for 3CX/rekey" --in-tray\n');
    await item.set(false);
    expect([item.isOn(), existsSync(file)]).toEqual([false, false]);
  });

  test('an AppImage is started by its file', async () => {
    const folder = temporaryFolder();
    await create({ XDG_CONFIG_HOME: folder, APPIMAGE: '/home/ann/Rekey.AppImage' }).set(true);
    expect(readFileSync(join(folder, 'autostart/rekey-for-3cx.desktop'), 'utf8')).toContain(
      'Exec="/home/ann/Rekey.AppImage" --in-tray',
    );
  });

  test('an app that was moved starts from its new path, unless the desktop disabled it', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'autostart/rekey-for-3cx.desktop');
    const at = (APPIMAGE: string) => create({ XDG_CONFIG_HOME: folder, APPIMAGE });
    await at('/home/ann/Downloads/Rekey.AppImage').set(true);
    expect(at('/home/ann/Apps/Rekey.AppImage').isOn()).toBe(true);
    const moved = readFileSync(file, 'utf8');
    expect(moved).toBe(desktopEntry('/home/ann/Apps/Rekey.AppImage'));

    const off = moved.replace('enabled=true', 'enabled=false');
    writeFileSync(file, off);
    expect(at('/home/ann/Rekey.AppImage').isOn()).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe(off);
  });

  test('a folder that cannot be written to is reported', async () => {
    const folder = temporaryFolder();
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'autostart'), 'a file');
    await expect(create({ XDG_CONFIG_HOME: folder }).set(true)).rejects.toMatchObject({
      code: 'login-item-refused',
    });
  });

  test('a path with special characters is quoted', () => {
    expect(desktopEntry('/a "b" $c\\d %e`f')).toContain(
      'Exec="/a \\\\"b\\\\" \\\\$c\\\\\\\\d %%e\\\\`f" --in-tray',
    );
  });
});
