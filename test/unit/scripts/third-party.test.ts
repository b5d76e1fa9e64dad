import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import {
  billOfMaterials,
  installedFolders,
  noticesText,
  packageFolder,
  readPackage,
} from '../../../scripts/third-party.ts';

const root = join(import.meta.dirname, '../../..');

test('a bundled module is identified by its package, our own modules are skipped', () => {
  const inModules = (path: string): string => join(root, 'node_modules', path);
  expect(packageFolder(inModules('react/index.js'))).toBe(inModules('react'));
  expect(packageFolder(`\0${inModules('@scope/part/dist/a.js')}?commonjs`)).toBe(inModules('@scope/part'));
  expect(packageFolder(inModules('a/node_modules/b/c.js'))).toBe(inModules('a/node_modules/b'));
  expect(packageFolder(join(root, 'main/index.ts'))).toBeNull();
});

test('everything installed beside the bundles has a licence text, in notices and bill of materials', () => {
  const packages = installedFolders(root, Object.keys(manifest.dependencies)).map(readPackage);
  expect(packages.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['better-sqlite3', '@github/keytar']),
  );
  const notices = noticesText(packages);
  for (const { name, version, texts } of packages) {
    expect(notices).toContain(`${name} ${version}`);
    for (const text of texts) expect(notices).toContain(text);
  }
  expect(billOfMaterials(manifest, { name: 'electron', version: '1.2.3' }, packages)).toMatchObject({
    bomFormat: 'CycloneDX',
    metadata: { component: { version: manifest.version } },
    components: [
      { name: 'electron', version: '1.2.3', purl: 'pkg:npm/electron@1.2.3' },
      ...packages.map(({ name, version }) => ({ name, version })),
    ],
  });
});

test('a package without a licence text stops the build', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-package-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'lib'));
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'a', version: '1.0.0', license: 'MIT' }),
  );
  expect(() => readPackage(folder)).toThrow('no licence text');
  writeFileSync(join(folder, 'LICENSE'), '  \n');
  expect(() => readPackage(folder)).toThrow('no licence text');
  writeFileSync(join(folder, 'LICENSE'), 'The MIT License');
  expect(readPackage(folder).licence).toBe('MIT');
});
