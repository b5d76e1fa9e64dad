/** The ID by which Windows knows the app, even before it runs: as in electron-builder.yml. */
export const appId = 'org.rekey.RekeyFor3CX';

/**
 * The class that Windows registers for a click on a notification. It never changes, so that the uninstaller can
 * remove it (resources/installer.nsh).
 */
export const toastActivatorClsid = '{3B0E7E0C-57C1-4E0B-9D3D-6C1F4B6C9E57}';
