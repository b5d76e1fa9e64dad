/** The packages for three systems, with a stub of Electron: their contents, and what electron-builder wrote. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { appId } from '../../main/shell/lifecycle/app-id.ts';
import { type Built, buildPackage, projectRoot } from './build.ts';

/** Without Electron itself. Raise one only for something that is worth it to everybody who downloads it. */
const maxAsarBytes = 4_500_000;
const maxNativeBytes = 2_700_000;

const off = 0x30;
const on = 0x31;
/** As Electron's own build sets it. */
const asBuilt = expect.any(Number);

const billSchema = z.object({
  bomFormat: z.string(),
  metadata: z.object({ component: z.object({ version: z.string() }) }),
  components: z.array(z.object({ name: z.string(), version: z.string() })),
});

const systems = [
  { system: 'linux', arch: 'x64', native: ['linux-x64'] },
  { system: 'linux', arch: 'arm64', native: ['linux-arm64'] },
  { system: 'win', arch: 'x64', native: ['win32-x64'] },
  { system: 'win', arch: 'arm64', native: ['win32-arm64'] },
  // Both for the universal program.
  { system: 'mac', arch: 'x64', native: ['darwin-arm64', 'darwin-x64'] },
] as const;

describe.each(systems)('$system $arch', ({ system, arch, native }) => {
  let built: Built;
  let app: string;
  beforeAll(async () => {
    built = await buildPackage(system, 'dir', arch);
    const [folder = ''] = readdirSync(built.output).filter((name) => /unpacked$|^mac/.test(name));
    app = join(built.output, folder);
    if (system === 'mac') app = join(app, 'Rekey for 3CX.app/Contents');
  });
  afterAll(() => built?.remove());

  const resources = (): string => join(app, system === 'mac' ? 'Resources' : 'resources');
  const asar = (): string => join(resources(), 'app.asar');

  test('has the bundles, the two native packages and nothing else', () => {
    const files = listPackage(asar(), { isPack: false }).map((path) => path.replaceAll('\\', '/'));
    const tops = new Set(files.map((path) => path.split('/')[1]));
    expect([...tops].toSorted()).toEqual(['node_modules', 'out', 'package.json', 'resources']);
    const modules = new Set(files.flatMap((path) => /^\/node_modules\/([^/]+)/.exec(path)?.[1] ?? []));
    expect([...modules].toSorted()).toEqual(['better-sqlite3', 'keytar']);
    expect(files.filter((path) => /\.(?:ts|tsx|map|c|cc|cpp|h|gyp)$|README/.test(path))).toEqual([]);
    const bundles = [
      'main/index.js',
      'main/document-worker.js',
      'main/authorities-worker.js',
      'preload/index.cjs',
      'renderer/index.html',
      'renderer/panel.html',
    ];
    for (const bundle of bundles) expect(files).toContain(`/out/${bundle}`);
  });

  test("has only its own system's native files, and only those outside the archive", () => {
    const unpacked = `${asar()}.unpacked`;
    const files = readdirSync(unpacked, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => statSync(join(unpacked, path)).isFile());
    expect(files.toSorted()).toEqual(
      [
        ...native.map((name) => `node_modules/better-sqlite3/prebuilds/${name}.node`),
        ...native.map((name) => `node_modules/keytar/prebuilds/${name}/keytar.node`),
      ].toSorted(),
    );
    const bytes = files.reduce((sum, path) => sum + statSync(join(unpacked, path)).size, 0);
    console.log(`${system} ${arch}: archive ${statSync(asar()).size} bytes, native files ${bytes} bytes`);
    expect(bytes).toBeLessThan(maxNativeBytes * native.length);
    expect(statSync(asar()).size).toBeLessThan(maxAsarBytes);
  });

  test('has its fuses set', async () => {
    const binary = { linux: 'rekey-for-3cx', win: 'Rekey for 3CX.exe', mac: '..' }[system];
    const wire = await getCurrentFuseWire(join(app, binary));
    expect(wire).toMatchObject({
      [FuseV1Options.RunAsNode]: off,
      [FuseV1Options.EnableCookieEncryption]: off,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
      [FuseV1Options.EnableNodeCliInspectArguments]: off,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
      [FuseV1Options.OnlyLoadAppFromAsar]: on,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: off,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: off,
      8: asBuilt,
    });
  });

  test("has Chromium's texts only in the app's languages", () => {
    const [folder, pattern] =
      system === 'mac'
        ? ['Frameworks/Electron Framework.framework/Versions/A/Resources', /^(.*)\.lproj$/]
        : ['locales', /^(.*)\.pak$/];
    const languages = readdirSync(join(app, folder)).flatMap((name) => pattern.exec(name)?.[1] ?? []);
    expect(languages.map((language) => language.slice(0, 2)).toSorted()).toEqual(['de', 'en']);
  });

  test('has its licence, the notices and the bill of materials beside the archive, where users can read them', () => {
    const read = (name: string): string => readFileSync(join(resources(), name), 'utf8');
    expect(read('LICENSE')).toBe(readFileSync(join(projectRoot, 'LICENSE'), 'utf8'));
    const notices = read('THIRD-PARTY-NOTICES.txt');
    const { bomFormat, metadata, components } = billSchema.parse(JSON.parse(read('sbom.cdx.json')));
    const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
    expect({ bomFormat, version: metadata.component.version }).toEqual({ bomFormat: 'CycloneDX', version });
    // Electron's own notices are beside it.
    const [runtime, ...others] = components;
    expect(runtime?.name).toBe('electron');
    for (const { name, version: own } of others) expect(notices).toContain(`${name} ${own} (`);
    // Bundled into the main process, bundled into the page, installed beside them.
    expect(components.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['undici', 'react', 'better-sqlite3']),
    );
  });

  test('identifies itself in its package.json', () => {
    const inside = JSON.parse(extractFile(asar(), 'package.json').toString('utf8'));
    expect(inside).toMatchObject({ main: 'out/main/index.js', desktopName: `${appId}.desktop` });
    expect(inside).not.toHaveProperty('devDependencies');
  });

  if (system === 'win')
    test('has version resources and the hash of the archive', () => {
      const binary = NtExecutable.from(readFileSync(join(app, 'Rekey for 3CX.exe')), { ignoreCert: true });
      const { entries } = NtExecutableResource.from(binary);
      const [version] = Resource.VersionInfo.fromEntries(entries);
      const { name, version: own } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
      expect(name).toBe('rekey-for-3cx');
      expect(version?.getStringValues({ lang: 1033, codepage: 1200 })).toMatchObject({
        ProductName: 'Rekey for 3CX',
        CompanyName: 'Rekey for 3CX contributors',
        FileVersion: expect.stringContaining(own.split('-')[0]),
      });
      expect(entries.some(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR')).toBe(true);
      expect(Resource.IconGroupEntry.fromEntries(entries)[0]?.icons.length).toBeGreaterThan(5);
    });

  if (system === 'mac')
    test('has what macOS requires in its Info.plist', () => {
      const plist = readFileSync(join(app, 'Info.plist'), 'utf8');
      expect(firstText(plist, 'CFBundleIdentifier')).toBe(appId);
      expect(firstText(plist, 'NSLocalNetworkUsageDescription')).toMatch(/local network/);
      expect(firstText(plist, 'CFBundleTypeExtensions')).toBe('rekey');
      expect(plist).toContain('ElectronAsarIntegrity');
      expect(readdirSync(resources())).toContain('icon.icns');
    });
});

/** The first text after a key. */
function firstText(plist: string, key: string): string | undefined {
  return new RegExp(`<key>${key}</key>[^]*?<string>([^<]*)</string>`).exec(plist)?.[1];
}
