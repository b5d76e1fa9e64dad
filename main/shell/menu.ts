import type { MenuItemConstructorOptions } from 'electron';

/**
 * The application menu as data. macOS needs one for copy and paste to work at all; elsewhere the keys work without,
 * and a menu bar would only be in the way.
 */
export function applicationMenu(platform: NodeJS.Platform): MenuItemConstructorOptions[] | null {
  if (platform !== 'darwin') return null;
  return [{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'viewMenu' }, { role: 'windowMenu' }];
}
