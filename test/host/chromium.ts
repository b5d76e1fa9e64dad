/** How Chromium is started for the stand-in's windows. */
import { existsSync } from 'node:fs';
import { chromium, type LaunchOptions } from '@playwright/test';
import { type Face, fontEnv } from './fonts.ts';

/** Chromium without its own user interface: an app's window opens in half the time. */
const headlessShell = '/usr/bin/chromium-headless-shell';

/** Whether the fastest browser for the specs is installed. */
export const hasHeadlessShell = (): boolean => existsSync(headlessShell);

/** Returns the browser to use: the one in CHROMIUM, else the system's, else Playwright's own, installed or not. */
export function chromiumPath(): string {
  const candidates = [process.env.CHROMIUM, headlessShell, '/usr/bin/chromium', '/usr/bin/chromium-browser'];
  return candidates.find((path) => path !== undefined && existsSync(path)) ?? chromium.executablePath();
}

/** Playwright's launch options; pages are shown in the given font. */
export function chromiumOptions(face: Face = 'wide'): LaunchOptions {
  return {
    executablePath: chromiumPath(),
    // Chromium's sandbox cannot start for root; for everybody else it stays on.
    chromiumSandbox: process.getuid?.() !== 0,
    env: { ...process.env, ...fontEnv(face) },
    args: [
      // A page under test can reach only this machine.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
    ],
  };
}
