/** An installed program opens nothing without its sandbox. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandLine } from 'electron';
import { expect, test } from 'vitest';
import { sandboxObstacle } from '../../../../../main/shell/lifecycle/sandbox.ts';
import { temporaryFolder } from '../../../../setup/folder.ts';

const ordinary = { platform: 'linux', env: {}, uid: 1000, kernel: '/nowhere' } as const;
const appImage = { ...ordinary, env: { APPIMAGE: '/home/me/rekey.AppImage' } };

function startedWith(switches: readonly string[], isPackaged = true) {
  const commandLine = { hasSwitch: (name: string) => switches.includes(name) } as CommandLine;
  return { isPackaged, commandLine };
}

test('with its sandbox, or while it is developed, it opens', () => {
  expect(sandboxObstacle(startedWith(['lang', 'in-tray']), appImage)).toBeNull();
  expect(sandboxObstacle(startedWith(['no-sandbox'], false), appImage)).toBeNull();
});

test.each([
  'no-sandbox',
  'disable-setuid-sandbox',
  'disable-namespace-sandbox',
  'disable-seccomp-filter-sandbox',
  'disable-gpu-sandbox',
  'single-process',
  'no-zygote',
])('with --%s it names the switch, on every system', (name) => {
  for (const platform of ['linux', 'win32', 'darwin'] as const)
    expect(sandboxObstacle(startedWith(['lang', name]), { ...ordinary, platform })).toMatchObject({
      code: 'sandbox-off',
      facts: { input: `--${name}` },
    });
});

test('as root it says that root is why', () => {
  const problem = sandboxObstacle(startedWith(['no-sandbox']), { ...appImage, uid: 0 });
  expect(problem?.facts.reason).toBe('as-root');
});

test.each([
  ['kernel/apparmor_restrict_unprivileged_userns', '1', 'apparmor'],
  ['kernel/unprivileged_userns_clone', '0', 'clone-forbidden'],
  ['user/max_user_namespaces', '0', 'no-namespaces'],
  ['user/max_user_namespaces', '15000', 'app-image'],
])(
  'an AppImage names the setting of the kernel that keeps the sandbox off: %s = %s',
  (name, value, reason) => {
    const kernel = temporaryFolder();
    for (const folder of ['kernel', 'user']) mkdirSync(join(kernel, folder));
    writeFileSync(join(kernel, name), `${value}\n`);
    const problem = sandboxObstacle(startedWith(['no-sandbox']), { ...appImage, kernel });
    expect(problem?.facts.reason).toBe(reason);
    // What is installed has its sandbox without that setting, too: somebody gave the switch.
    expect(
      sandboxObstacle(startedWith(['no-sandbox']), { ...ordinary, kernel })?.facts.reason,
    ).toBeUndefined();
  },
);
