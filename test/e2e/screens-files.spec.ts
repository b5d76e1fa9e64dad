import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cameraFor, launchFor, showings, showingsWith } from './camera.ts';
import { addPbx } from './jobs-support.ts';
import { drop, enterPassphrase, inFile, passphrase, setupFile } from './setup-file-support.ts';
import { deviceAt, expect, macField, test } from './support.ts';

/** The localised labels that have to be pressed for the pictures. */
const pressed = {
  'en-US': {
    replace: 'Update from file',
    done: 'Done',
    export: 'Export setup file',
    save: 'Save file…',
    include: 'Include',
    pbxs: 'PBXs',
  },
  'de-DE': {
    replace: 'Aus Datei aktualisieren',
    done: 'Fertig',
    export: 'Einrichtungsdatei exportieren',
    save: 'Datei speichern …',
    include: 'Mit aufnehmen',
    pbxs: 'Anlagen',
  },
};
for (const showing of showings)
  test(`setup files, ${showing.name}`, async ({ demo, dataDir }) => {
    const t = pressed[showing.locale as keyof typeof pressed];
    const pinned = Array(32).fill('AB').join(':');
    const path = await setupFile(dataDir, [
      inFile('Acme Head Office'),
      inFile('Branch', { apiKey: null, pinnedFingerprint: pinned }),
    ]);
    const { app, page } = await demo({
      launch: { ...launchFor(showing), dataDir: join(dataDir, 'data'), args: [path] },
    });
    const look = cameraFor(app, page, 'files', showing);
    const passphraseField = page.locator('input[name="passphrase"]');
    await expect(passphraseField).toBeFocused();
    await look('passphrase');
    await enterPassphrase(page, 'not this one at all');
    await expect(page.getByRole('alert')).toBeVisible();
    await look('wrong');
    await enterPassphrase(page);
    const imports = page.getByRole('button', { name: /2 (PBXs|Anlagen)/ });
    await expect(imports).toBeVisible();
    await look('contents');
    await imports.click();
    const done = page.getByRole('button', { name: t.done });
    await expect(done).toBeFocused();
    await look('imported');
    await done.click();
    await expect(page.getByRole('button', { name: t.export })).toBeVisible();
    await look('list');

    const again = await setupFile(
      dataDir,
      [
        inFile('Acme Head Office', { clientId: 'laptop-2', apiKey: null }),
        inFile('Branch', { url: 'https://elsewhere.example' }),
        inFile('Third'),
      ],
      'second.rekey',
    );
    await app.openFile(again);
    await enterPassphrase(page);
    await page.getByRole('radio', { name: t.replace }).click();
    await look('replace');
    await page.getByRole('navigation').getByRole('button', { name: t.pbxs }).click();
    await expect(page.getByText('second.rekey')).toBeVisible();
    await look('waiting');
    await drop(page, 'main h1', [{ name: 'cut.rekey', bytes: readFileSync(again).subarray(0, -9) }]);
    await expect(page.getByRole('alert')).toBeVisible();
    await look('damaged');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');

    await page.getByRole('button', { name: t.export }).click();
    await look('export');
    await page.getByRole('radio', { name: t.include }).click();
    await passphraseField.fill('short');
    await page.keyboard.press('Enter');
    await look('export-refused');
    await passphraseField.fill(passphrase);
    await page.locator('input[name="again"]').fill(passphrase);
    await app.answerNextDialog({ filePath: join(dataDir, 'new.rekey') });
    await page.getByRole('button', { name: t.save }).click();
    await expect(done).toBeFocused();
    await look('exported');
  });

for (const showing of showings)
  test(`searching devices, ${showing.name}`, async ({ demo, startPbx }) => {
    const { app, page, pbx } = await demo({ launch: launchFor(showing) });
    const branch = await startPbx({ seed: 2 });
    const id = await addPbx(page, 'Branch Office', branch);
    await page.evaluate((pbxId) => window.rekey.call('devices:refresh', { pbxId }), id);
    const look = cameraFor(app, page, 'search', showing);
    await expect(macField(page).or(page.getByRole('textbox', { name: 'MAC-Adresse' }))).toBeFocused();
    await look('arrived');
    await page.keyboard.type(deviceAt(pbx, 0).Name?.split(' ')[0] ?? '');
    const options = page.getByRole('listbox').getByRole('option');
    await expect(options.first()).toBeVisible();
    await look('found');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await look('chosen');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('00:0b');
    await expect(options.first()).toBeVisible();
    await look('partial');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('nothing like it');
    await expect(options).toHaveCount(0);
    await look('none');
  });

for (const showing of showingsWith((look) => (look.width === 960 ? look : null)).slice(0, 2))
  test(`the first start with a setup file in front, ${showing.name}`, async ({ launch, dataDir }) => {
    const app = await launch({ ...launchFor(showing), dataDir });
    const page = await app.page();
    await expect(page.getByRole('button', { name: 'Open setup file…' })).toBeVisible();
    const look = cameraFor(app, page, 'files-first-start', showing);
    await look('arrived');
    const transfer = await page.evaluateHandle(() => {
      const data = new DataTransfer();
      data.items.add(new File(['x'], 'x.rekey'));
      return data;
    });
    await page.dispatchEvent('main h1', 'dragenter', { dataTransfer: transfer });
    await expect(page.getByText('Drop the setup file to open it')).toBeVisible();
    await look('dropping');
  });
