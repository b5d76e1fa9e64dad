/**
 * Grants a page in Chromium exactly the permissions that the app's session handlers would grant. Chromium cannot ask
 * us at the moment of use, so the handlers are asked for each permission when a page of the app is about to load.
 */
import type { CDPSession } from '@playwright/test';
import type { PermissionName } from '../running-app.ts';
import type { MainCalls } from '../wire/calls.ts';
import type { Link } from '../wire/link.ts';
import { toWeb } from './urls.ts';

// Electron's permission names, and Chromium's equivalents.
const permissions: Partial<Record<PermissionName, object[]>> = {
  'clipboard-read': [{ name: 'clipboard-read' }],
  'clipboard-sanitized-write': [{ name: 'clipboard-write' }],
  geolocation: [{ name: 'geolocation' }],
  'idle-detection': [{ name: 'idle-detection' }],
  'local-fonts': [{ name: 'local-fonts' }],
  media: [{ name: 'camera' }, { name: 'microphone' }],
  midi: [{ name: 'midi' }],
  midiSysex: [{ name: 'midi', sysex: true }],
  notifications: [{ name: 'notifications' }],
  'persistent-storage': [{ name: 'persistent-storage' }],
  'window-management': [{ name: 'window-management' }],
};

/** Sets the permissions of the app's page at `url`. */
export async function settlePermissions(
  browser: CDPSession,
  browserContextId: string | undefined,
  main: Link<MainCalls>,
  windowId: number,
  url: string,
): Promise<void> {
  const answers = await main.call('permissions', windowId, url, Object.keys(permissions) as PermissionName[]);
  const { origin } = new URL(toWeb(url));
  const settings = Object.entries(permissions).flatMap(([name, descriptors]) =>
    descriptors.map((permission) => ({ permission, setting: answers[name] ? 'granted' : 'denied' })),
  );
  await Promise.all(
    settings.map(({ permission, setting }) =>
      browser.send('Browser.setPermission', {
        permission: permission as { name: string },
        setting: setting as 'granted' | 'denied',
        origin,
        ...(browserContextId ? { browserContextId } : {}),
      }),
    ),
  );
}
