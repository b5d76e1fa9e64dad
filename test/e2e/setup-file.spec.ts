import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openSetup } from '../../main/setup-file/format.ts';
import { noKeyringHere, withKeyring } from '../setup/keyring.ts';
import {
  drop,
  enterPassphrase,
  inFile,
  passphrase,
  passphraseField,
  setupFile,
} from './setup-file-support.ts';
import { test as base, expect, goTo, noProblems } from './support.ts';

/** A separate keyring for each test: keys are stored in the real one. */
const test = base.extend<{ keyringEnv: Record<string, string | undefined> }>({
  keyringEnv: async ({ playwright: _ }, use) => {
    const keyring = await withKeyring('unlocked');
    await use(keyring.env);
    await keyring.stop();
  },
});
test.skip(Boolean(noKeyringHere), String(noKeyringHere));

const heading = (page: Page) => page.getByRole('heading', { name: 'Open setup file' });
const imports = (page: Page) => page.getByRole('button', { name: /^Import \d/ });
const isListed = (page: Page, name: string) =>
  expect(page.getByRole('heading', { name, exact: true })).toBeVisible();

test('a double click on a setup file starts the app with it, and without a network its PBX is added', async ({
  launch,
  dataDir,
  keyringEnv,
  problems,
}) => {
  const path = await setupFile(dataDir, [inFile('Acme'), inFile('Branch', { apiKey: null })]);
  const app = await launch({ env: keyringEnv, args: [path] });
  await app.setOnline(false);
  const page = await app.page();
  await expect(heading(page)).toBeVisible();
  await expect(page.getByText('acme.rekey')).toBeVisible();
  await expect(passphraseField(page)).toBeFocused();

  // Using only the keyboard, from here to the first device.
  await page.keyboard.type('a wrong passphrase');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The passphrase doesn’t open the setup file')).toBeVisible();
  await expect(passphraseField(page)).toBeFocused();
  await page.keyboard.type(passphrase);
  await page.keyboard.press('Enter');
  const contents = page.getByRole('list', { name: 'PBXs in the file' });
  await expect(contents).toContainText('https://acme.example:5001');
  await expect(contents.getByRole('listitem').nth(1)).toContainText('Without API key');
  await expect(imports(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 PBXs are set up on this computer')).toBeVisible();
  await expect(page.getByText('Not contacted yet')).toBeVisible();
  await expect(page.getByText('Its API key is missing.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Done' })).toBeFocused();
  await page.keyboard.press('Enter');
  await isListed(page, 'Acme');
  await expect(page.getByText('Not contacted yet')).toHaveCount(1);
  await expect(page.getByText('API key missing')).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Enter API key of Branch' })).toBeVisible();
  await expect(page.getByRole('banner')).toContainText('Acme');
  expect(problems).toEqual(noProblems());
});

test('the file’s contents do not reach the window, and its passphrase leaves it only once', async ({
  launch,
  dataDir,
  keyringEnv,
}) => {
  const path = await setupFile(dataDir, [inFile('Acme', { apiKey: 'canary-key' })]);
  const app = await launch({ env: keyringEnv, args: [path] });
  const page = await app.page();
  await enterPassphrase(page);
  await imports(page).click();
  await expect(page.getByText('1 PBX is set up')).toBeVisible();
  const traffic = app.ipcTraffic().map((message) => JSON.stringify(message));
  expect(traffic.filter((message) => message.includes('canary-key'))).toEqual([]);
  expect(traffic.filter((message) => message.includes(passphrase))).toHaveLength(1);
  expect(app.logs()).not.toContain(passphrase);
});

test('a second start with a file hands it to the first, in front of whatever is open', async ({
  launch,
  dataDir,
  keyringEnv,
}) => {
  const path = await setupFile(dataDir, [inFile('Acme')]);
  const app = await launch({ env: keyringEnv, dataDir: join(dataDir, 'data') });
  const page = await app.page();
  await page.getByRole('button', { name: 'Add PBX' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Typed');
  await app.minimizeWindow();
  expect((await app.secondInstance([path])).code).toBe(0);
  await expect.poll(async () => (await app.windows())[0]?.minimized).toBe(false);
  // The typed input is not lost.
  await expect(page.getByText('Discard what you entered?')).toBeVisible();
  await page.getByRole('button', { name: 'Keep editing' }).click();
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Typed');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByText('acme.rekey is ready to open')).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  await enterPassphrase(page);
  await imports(page).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await isListed(page, 'Acme');
  // Without a file it only comes to the front.
  expect((await app.secondInstance()).code).toBe(0);
  await expect(heading(page)).toHaveCount(0);
});

test('macOS reports a double click by an event', async ({ launch, dataDir, keyringEnv }) => {
  const path = await setupFile(dataDir, [inFile('Acme')]);
  const app = await launch({ env: keyringEnv, openFile: path });
  const page = await app.page();
  await expect(page.getByText('acme.rekey')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(heading(page)).toHaveCount(0);
  await app.openFile(await setupFile(dataDir, [inFile('Acme')], 'later.rekey'));
  await expect(page.getByText('later.rekey')).toBeVisible();
  await enterPassphrase(page);
  await expect(imports(page)).toBeVisible();
});

test('by the menu, the button, and a drop', async ({ launch, dataDir, keyringEnv }) => {
  const path = await setupFile(dataDir, [inFile('Acme')]);
  const bytes = readFileSync(path);
  const app = await launch({ env: keyringEnv, dataDir: join(dataDir, 'data') });
  const page = await app.page();
  const closes = async (): Promise<void> => {
    await expect(passphraseField(page)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(heading(page)).toHaveCount(0);
  };
  await app.answerNextDialog({ filePaths: [path] });
  await app.clickAppMenu('File', 'Open setup file…');
  await closes();
  await goTo(page, 'Device');
  await app.answerNextDialog({});
  await page.getByRole('button', { name: 'Open setup file…' }).click();
  await expect.poll(async () => (await app.shownDialogs()).length).toBe(2);
  await app.answerNextDialog({ filePaths: [path] });
  await page.getByRole('button', { name: 'Open setup file…' }).click();
  await closes();
  await goTo(page, 'Device');
  await drop(page, 'main h1', [{ name: 'dropped.rekey', bytes }]);
  await closes();
  await drop(page, 'main h1', [{ name: 'renamed.txt', bytes }]);
  await enterPassphrase(page);
  await imports(page).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await isListed(page, 'Acme');

  // On the List screen it does not count as a list.
  await goTo(page, 'List');
  await drop(page, 'main textarea', [{ name: 'acme.rekey', bytes }]);
  await expect(heading(page)).toBeVisible();
  await goTo(page, 'List');
  await expect(page.getByRole('textbox', { name: 'List' })).toHaveValue('');
});

test('a damaged file, a newer one, one of another kind and a missing one are reported before anyone types a passphrase', async ({
  launch,
  dataDir,
  keyringEnv,
}) => {
  const path = await setupFile(dataDir, [inFile('Acme')]);
  const whole = readFileSync(path);
  const app = await launch({
    env: keyringEnv,
    dataDir: join(dataDir, 'data'),
    args: [join(dataDir, 'gone.rekey')],
  });
  const page = await app.page();
  await expect(page.getByText('doesn’t exist')).toBeVisible();
  await goTo(page, 'PBXs');
  const dropped = (name: string, bytes: Buffer) => drop(page, 'main h1', [{ name, bytes }]);
  await dropped('cut.rekey', whole.subarray(0, -5));
  await expect(page.getByText('The setup file is damaged')).toBeVisible();
  const newer = Buffer.from(whole);
  newer[8] = 9;
  await dropped('list.txt', Buffer.from('00:0B:82:10:1E:EF'));
  await expect(page.getByText('Not a setup file')).toBeVisible();
  const { createHash } = await import('node:crypto');
  const body = newer.subarray(0, -32);
  await dropped('newer.rekey', Buffer.concat([body, createHash('sha256').update(body).digest()]));
  await expect(page.getByText('made by a newer version')).toBeVisible();
  await dropped('long.rekey', Buffer.alloc(1024 * 1024 + 10));
  await expect(page.getByText('Not a setup file')).toBeVisible();
  await expect(passphraseField(page)).toHaveCount(0);
  await app.answerNextDialog({ filePaths: [path] });
  await page.getByRole('button', { name: 'Open another file…' }).click();
  await enterPassphrase(page);
  await expect(imports(page)).toBeVisible();
});

test('existing PBXs are kept unless chosen, and always at another address', async ({
  launch,
  dataDir,
  keyringEnv,
}) => {
  const first = await setupFile(dataDir, [inFile('Acme'), inFile('Other')]);
  const app = await launch({ env: keyringEnv, dataDir: join(dataDir, 'data'), args: [first] });
  const page = await app.page();
  await enterPassphrase(page);
  await imports(page).click();
  await page.getByRole('button', { name: 'Done' }).click();

  const second = await setupFile(
    dataDir,
    [
      inFile('Acme', { clientId: 'laptop-2', pace: { concurrency: 1, ratePerSecond: 1 } }),
      inFile('Other', { url: 'https://evil.example' }),
    ],
    'second.rekey',
  );
  await app.secondInstance([second]);
  await enterPassphrase(page);
  await expect(page.getByText('at a different address')).toBeVisible();
  await expect(page.getByText('No PBX is selected for import.')).toBeVisible();
  await expect(imports(page)).toHaveCount(0);
  const decision = page.getByRole('radiogroup', { name: 'What to do with Acme' });
  await expect(decision.getByRole('radio', { name: 'Keep mine' })).toBeChecked();
  await decision.getByRole('radio', { name: 'Update from file' }).click();
  await expect(page.getByText('Its API key is replaced')).toBeVisible();
  await imports(page).click();
  await expect(page.getByText('Updated', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Details of Acme' }).click();
  await expect(page.getByText('laptop-2')).toBeVisible();
  await expect(page.getByText('https://other.example:5001')).toBeVisible();
});

test('a PBX that was added in the meantime stops the import, and is shown', async ({
  launch,
  dataDir,
  keyringEnv,
}) => {
  const path = await setupFile(dataDir, [inFile('Acme'), inFile('Branch')]);
  const app = await launch({ env: keyringEnv, args: [path] });
  const page = await app.page();
  await enterPassphrase(page);
  await expect(imports(page)).toBeVisible();
  await page.evaluate(() =>
    window.rekey.call('pbxs:add', {
      entry: { name: 'acme', address: 'https://acme.example:5001', clientId: 'x', fingerprint: null },
      apiKey: 'mine',
    }),
  );
  await imports(page).click();
  await expect(page.getByText('The list below shows the current state.')).toBeVisible();
  await expect(page.getByText('Already set up', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Import 1 PBX' }).click();
  await expect(page.getByText('1 PBX is set up')).toBeVisible();
});

test('PBXs are exported to a file that the other computer opens', async ({ launch, dataDir, keyringEnv }) => {
  const path = await setupFile(dataDir, [inFile('Acme'), inFile('Branch'), inFile('Hidden')]);
  const app = await launch({ env: keyringEnv, dataDir: join(dataDir, 'data'), args: [path] });
  const page = await app.page();
  await enterPassphrase(page);
  await imports(page).click();
  await page.getByRole('button', { name: 'Done' }).click();

  const target = join(dataDir, 'new.rekey');
  await page.getByRole('button', { name: 'Export setup file' }).click();
  await expect(page.getByRole('checkbox', { name: /^Acme/ })).toBeFocused();
  await page.getByRole('checkbox', { name: /^Branch/ }).check();
  const [first, again] = [page.locator('input[name="passphrase"]'), page.locator('input[name="again"]')];
  await first.fill('short');
  const save = page.getByRole('button', { name: 'Save file…' });
  await save.click();
  await expect(page.getByText('at least 12 characters. Several')).toBeVisible();
  await first.fill('another long passphrase');
  await again.fill('another long passphrasE');
  await save.click();
  await expect(page.getByText('The passphrases don’t match.')).toBeVisible();
  await expect(again).toBeFocused();
  await page.getByRole('radio', { name: 'Include' }).click();
  await expect(page.getByText('sign each other out')).toBeVisible();
  await again.fill('another long passphrase');
  // Cancelled in the dialog: the input stays.
  await app.answerNextDialog({});
  await save.click();
  await expect(save).toBeEnabled();
  await app.answerNextDialog({ filePath: target });
  await save.click();
  await expect(page.getByText('Setup file with 2 PBXs exported')).toBeVisible();
  await expect(page.getByText(target)).toBeVisible();
  expect((await app.shownDialogs()).at(-1)?.options).toMatchObject({ defaultPath: 'Acme-and-1-more.rekey' });
  await page.getByRole('button', { name: 'Show in folder' }).click();
  await expect.poll(() => app.openedFiles()).toEqual([target]);
  const written = await openSetup(readFileSync(target), 'another long passphrase');
  expect(written.map(({ name, apiKey }) => [name, apiKey])).toEqual([
    ['Acme', 'key-of-Acme'],
    ['Branch', 'key-of-Branch'],
  ]);
  await page.getByRole('button', { name: 'Done' }).click();
  await isListed(page, 'Hidden');
});

test('a key that was never entered stops an export with keys, and names its PBX', async ({
  launch,
  dataDir,
  keyringEnv,
}) => {
  const path = await setupFile(dataDir, [inFile('Acme', { apiKey: null })]);
  const app = await launch({ env: keyringEnv, dataDir: join(dataDir, 'data'), args: [path] });
  const page = await app.page();
  await enterPassphrase(page);
  await imports(page).click();
  // The missing key can be entered from here, too.
  await page.getByRole('button', { name: 'Enter API key of Acme' }).click();
  await expect(page.getByRole('heading', { name: 'Edit Acme' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Export setup file' }).click();
  await page.getByRole('radio', { name: 'Include' }).click();
  await page.locator('input[name="passphrase"]').fill(passphrase);
  await page.locator('input[name="again"]').fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByText('The API key of Acme is missing')).toBeVisible();
  expect(await app.shownDialogs()).toEqual([]);
});

test('a file that is not an ordinary one is not waited for', async ({ launch, dataDir, keyringEnv }) => {
  const folder = join(dataDir, 'folder.rekey');
  writeFileSync(join(dataDir, 'x'), '');
  const app = await launch({ env: keyringEnv, dataDir: join(dataDir, 'data'), args: ['/dev/zero'] });
  const page = await app.page();
  await expect(page.getByText('Not a setup file')).toBeVisible();
  await app.secondInstance([folder]);
  await expect(page.getByText('doesn’t exist')).toBeVisible();
});
