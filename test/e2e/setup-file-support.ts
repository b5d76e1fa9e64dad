import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { defaultPace } from '../../common/model.ts';
import { type SetupEntry, sealSetup } from '../../main/setup-file/format.ts';

export const passphrase = 'correct horse battery';

/** A PBX in a setup file, at an address that does not answer. */
export const inFile = (name: string, more: Partial<SetupEntry> = {}): SetupEntry => ({
  name,
  url: `https://${name.toLowerCase().replace(/[^a-z]/g, '')}.example:5001`,
  clientId: 'laptop-1',
  pinnedFingerprint: null,
  pace: defaultPace,
  apiKey: `key-of-${name.replace(/[^a-z]/gi, '')}`,
  ...more,
});

/** Writes a setup file as an administrator's export would. */
export async function setupFile(
  folder: string,
  entries: readonly SetupEntry[],
  name = 'acme.rekey',
): Promise<string> {
  const path = join(folder, name);
  writeFileSync(path, await sealSetup(entries, passphrase));
  return path;
}

/** Drops files on an element, as from the system's file manager. */
export async function drop(
  page: Page,
  over: string,
  files: { name: string; bytes: Buffer }[],
): Promise<void> {
  const plain = files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') }));
  const transfer = await page.evaluateHandle((given) => {
    const data = new DataTransfer();
    for (const { name, base64 } of given) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      data.items.add(new File([bytes], name));
    }
    return data;
  }, plain);
  await page.dispatchEvent(over, 'dragenter', { dataTransfer: transfer });
  await page.dispatchEvent(over, 'drop', { dataTransfer: transfer });
}

export const passphraseField = (page: Page) => page.locator('input[name="passphrase"]');

/** Enters the passphrase of the file that is ready to open. */
export async function enterPassphrase(page: Page, text = passphrase): Promise<void> {
  await passphraseField(page).fill(text);
  await passphraseField(page).press('Enter');
}
