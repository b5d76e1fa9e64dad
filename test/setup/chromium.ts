import { existsSync } from 'node:fs';
import { chromiumPath } from '../host/chromium.ts';
import { runProgram } from './program.ts';

/** Whether there is a Chromium that the specs can use. */
export function hasChromium(): boolean {
  return existsSync(chromiumPath());
}

/** Downloads Playwright's own if no system package provided one (macOS, Windows, Ubuntu). */
export async function ensureChromium(deadline: number, heading: (title: string) => void): Promise<boolean> {
  if (hasChromium()) return true;
  heading('Chromium');
  const program = ['node_modules/@playwright/test/cli.js', 'install', 'chromium'];
  return (await runProgram(process.execPath, program, { deadline })) === 0 && hasChromium();
}
