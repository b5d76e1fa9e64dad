import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { pictureTime } from '../setup/picture-clock.ts';
import { layoutFaults } from './layout.ts';
import { expect } from './support.ts';

/** The environment of a process whose clock starts at `pictureTime`, in a fixed time zone. */
export const pictureEnv: Record<string, string> = {
  TZ: 'UTC',
  NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, '../setup/picture-clock-import.ts')).href}`,
};

/** The path of a documentation picture. */
export function pictureFile(name: string): string {
  return join(import.meta.dirname, '../../docs', `${name}.png`);
}

/** Sets a page's clock to the time of the pictures. */
export async function setPictureTime(page: Page): Promise<void> {
  await page.clock.install({ time: pictureTime });
  await page.reload();
}

/** Takes a picture for the documentation once everything fits. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const path = pictureFile(name);
  mkdirSync(dirname(path), { recursive: true });
  expect(await layoutFaults(page), `${name}: layout`).toEqual([]);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
}
