/**
 * Whether the windows are those of a Wayland desktop, as Electron decides it. There a program can use the clipboard
 * only while it is in front, and cannot position its windows.
 *
 * @param ozonePlatform the value of `--ozone-platform`, empty if it is not given
 */
export function isWayland(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, ozonePlatform: string): boolean {
  if (platform !== 'linux') return false;
  return ozonePlatform === '' ? env.XDG_SESSION_TYPE === 'wayland' : ozonePlatform === 'wayland';
}
