import { existsSync } from 'node:fs';
import { chromiumPath } from '../host/chromium.ts';
import { runProgram } from './program.ts';

/** Whether there is a Chromium that the specs can use. */
export function hasChromium(): boolean {
  return existsSync(chromiumPath());
}

/** Where the system's packages brought none (macOS, Windows, Ubuntu), Playwright's own is downloaded. */
export async function ensureChromium(deadline: number, heading: (title: string) => void): Promise<boolean> {
  if (hasChromium()) return true;
  heading('Chromium');
  const program = ['node_modules/@playwright/test/cli.js', 'install', 'chromium'];
  return (await runProgram(process.execPath, program, { deadline })) === 0 && hasChromium();
}
