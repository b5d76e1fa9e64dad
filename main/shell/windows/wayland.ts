/**
 * Whether the windows are those of a Wayland desktop, as Electron decides it. There a program may read and write the
 * clipboard only while it is in front, and has no say in where its windows are.
 *
 * @param ozonePlatform the value of `--ozone-platform`, empty where it is not given
 */
export function speaksWayland(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
  ozonePlatform: string,
): boolean {
  if (platform !== 'linux') return false;
  return ozonePlatform === '' ? env.XDG_SESSION_TYPE === 'wayland' : ozonePlatform === 'wayland';
}
