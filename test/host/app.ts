/** Starts an app for a spec, or for anything else that drives it. */
import type { LaunchOptions, RunningApp } from './running-app.ts';

export * from './running-app.ts';

/** Whether specs run on real Electron. */
export const onElectron = process.env.REKEY_E2E === 'electron';

/** Starts an app on the stand-in for Electron or, with REKEY_E2E=electron, on Electron. */
export async function launchApp(options: LaunchOptions = {}): Promise<RunningApp> {
  if (onElectron) {
    const { launchElectron } = await import('./real/running.ts');
    return launchElectron(options);
  }
  const { launchStandIn } = await import('./standin/running.ts');
  return launchStandIn(options);
}
