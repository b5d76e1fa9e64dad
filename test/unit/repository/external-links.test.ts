/** The only external link is a device's own page, opened in one place from what one function builds. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { project } from '../../setup/markdown.ts';

const sources = globSync('{main,preload,renderer,common}/**/*.{ts,tsx,html}', { cwd: project }).map(
  (path) => ({
    path,
    text: readFileSync(join(project, path), 'utf8'),
  }),
);
const withText = (pattern: RegExp): string[] =>
  sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

test('the browser is opened in one place', () => {
  expect(withText(/openExternal/)).toEqual(['main/shell/serve-windows.ts']);
  const [only] = sources.filter(({ path }) => path === 'main/shell/serve-windows.ts');
  expect(only?.text.match(/openExternal/g)).toHaveLength(1);
  expect(only?.text).toContain('openDevicePage: (url) => shell.openExternal(url),');
  expect(withText(/\bopenPath\b/)).toEqual([]);
});

test('only one function creates what is opened', () => {
  expect(withText(/as DevicePageUrl/)).toEqual(['main/shell/device-page.ts']);
  expect(withText(/openDevicePage\(url: (?!DevicePageUrl\))/)).toEqual([]);
});

test('pages have no external links', () => {
  expect(withText(/window\.open\(|target="_blank"|href=["'{`]+https?:/)).toEqual([]);
});

test('the PBX’s own links are never read', () => {
  expect(withText(/\bInterfaceLink\b|\bProvLink\b|\bProvisioningLink\w*/)).toEqual([]);
});
