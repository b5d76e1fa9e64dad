/** Facts that installers, the desktop and the app must agree on, though none reads them from another. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { appId, toastActivatorClsid } from '../../../../../main/shell/lifecycle/app-id.ts';

const project = join(import.meta.dirname, '../../../../..');
const textOf = (path: string): string => readFileSync(join(project, path), 'utf8');
const config = z
  .object({
    appId: z.string(),
    linux: z.object({ syncDesktopName: z.boolean() }),
    deb: z.object({ depends: z.array(z.string()) }),
    rpm: z.object({ depends: z.array(z.string()) }),
  })
  .parse(parse(textOf('electron-builder.yml')));

test('the app identifies itself as its installer does', () => {
  expect(config.appId).toBe(appId);
});

test('the desktop identifies its windows by a name that portals accept', () => {
  expect(JSON.parse(textOf('package.json')).desktopName).toBe(`${appId}.desktop`);
  expect(config.linux.syncDesktopName).toBe(true);
  // As D-Bus and GApplication require it: several parts, dashes only in the last.
  expect(appId).toMatch(/^(?:[A-Za-z_]\w*\.)+[A-Za-z_][\w-]*$/);
});

test('the uninstaller removes the class that notifications are activated by', () => {
  expect(textOf('resources/installer.nsh')).toContain(`Software\\Classes\\CLSID\\${toastActivatorClsid}`);
});

test('all packages for Linux require the same glibc, as documented, and the keychain library', () => {
  const glibc = (depends: readonly string[]): string | undefined =>
    depends.flatMap((each) => /^(?:libc6|glibc) \(?>= ([\d.]+)\)?$/.exec(each)?.[1] ?? [])[0];
  const version = glibc(config.deb.depends);
  expect(version).toBeDefined();
  expect(glibc(config.rpm.depends)).toBe(version);
  expect(textOf('docs/installing.md')).toContain(`needs glibc ${version} or newer`);
  for (const { depends } of [config.deb, config.rpm]) expect(depends.join()).toContain('libsecret');
});
