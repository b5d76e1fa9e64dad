/**
 * The third-party code that is shipped: packages whose modules a build bundled, and those installed beside the
 * bundles. They determine the licence notices and the bill of materials of every package and archive.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { z } from 'zod';

const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
});

export interface ShippedPackage {
  name: string;
  version: string;
  licence: string;
  /** The texts of its licence files. */
  texts: string[];
}

/** Returns the folder of the package that a bundled module belongs to; null for our own modules. */
export function packageFolder(moduleId: string): string | null {
  const path = moduleId.replace(/^\0+/, '').replace(/\?.*$/, '');
  const marker = `${sep}node_modules${sep}`;
  const start = path.lastIndexOf(marker);
  if (start < 0) return null;
  const parts = path.slice(start + marker.length).split(sep);
  const name = parts.slice(0, parts[0]?.startsWith('@') ? 2 : 1);
  return join(path.slice(0, start + marker.length), ...name);
}

/** @throws Error if a package has no licence or no licence text: it must not be shipped then */
export function readPackage(folder: string): ShippedPackage {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  const files = readdirSync(folder).filter((name) => /^(?:licen[cs]e|copying|notice)(?:[.-]|$)/i.test(name));
  const texts = files.map((name) => readFileSync(join(folder, name), 'utf8').trim());
  const { name, version, license } = manifest;
  if (license === undefined || texts.every((text) => text === ''))
    throw new Error(`${name} ${version} has no licence text.`);
  return { name, version, licence: license, texts };
}

/** Returns the packages installed beside the bundles, including their runtime dependencies. */
export function installedFolders(root: string, names: readonly string[]): string[] {
  const found = new Set<string>();
  const add = (name: string, from: string): void => {
    const folder = resolveFrom(name, from, root);
    if (found.has(folder)) return;
    found.add(folder);
    const { dependencies = {} } = manifestSchema.parse(
      JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
    );
    for (const each of Object.keys(dependencies)) add(each, folder);
  };
  for (const name of names) add(name, root);
  return [...found];
}

function resolveFrom(name: string, from: string, root: string): string {
  for (let folder = from; folder.length >= root.length; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
  }
  throw new Error(`${name} is not installed.`);
}

/** The notices as one text. */
export function noticesText(packages: readonly ShippedPackage[]): string {
  const rule = '-'.repeat(80);
  const parts = packages.map(({ name, version, licence, texts }) =>
    [rule, `${name} ${version} (${licence})`, rule, ...texts].join('\n\n'),
  );
  return [
    'Rekey for 3CX contains the following software of others. What it runs on - Electron with Chromium, or Node.js - has notices of its own beside it.',
    ...parts,
    '',
  ].join('\n\n');
}

/** The runtime, which no bundle names. */
export interface Runtime {
  name: 'electron' | 'node';
  version: string;
}

/** A CycloneDX 1.6 bill of materials. */
export function billOfMaterials(
  product: { version: string },
  runtime: Runtime,
  packages: readonly ShippedPackage[],
): object {
  const purl = (name: string, version: string): string => `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        name: 'rekey-for-3cx',
        version: product.version,
        licenses: [{ license: { id: 'MIT' } }],
      },
    },
    components: [
      {
        type: 'platform',
        'bom-ref': runtimeUrl(runtime),
        ...runtime,
        purl: runtimeUrl(runtime),
        licenses: [{ license: { id: 'MIT' } }],
      },
      ...packages.map(({ name, version, licence }) => ({
        type: 'library',
        'bom-ref': purl(name, version),
        name,
        version,
        purl: purl(name, version),
        licenses: [/^[\w.+-]+$/.test(licence) ? { license: { id: licence } } : { expression: licence }],
      })),
    ],
  };
}

function runtimeUrl({ name, version }: Runtime): string {
  return name === 'electron' ? `pkg:npm/electron@${version}` : `pkg:github/nodejs/node@v${version}`;
}

/** The relevant part of a bundle, as Rollup passes it to plug-ins. */
type Bundle = Record<string, { modules?: Record<string, unknown> }>;

/** Returns a plug-in that records the folders of the bundled packages. */
export function notePackages(folders: Set<string>): {
  name: string;
  generateBundle(options: unknown, bundle: Bundle): void;
} {
  return {
    name: 'note-packages',
    generateBundle(_options, bundle) {
      for (const { modules = {} } of Object.values(bundle))
        for (const id of Object.keys(modules)) {
          const folder = packageFolder(id);
          if (folder !== null) folders.add(folder);
        }
    },
  };
}

/** The names of the notices and of the bill of materials. */
export const thirdPartyFiles = ['THIRD-PARTY-NOTICES.txt', 'sbom.cdx.json'] as const;

/** Writes both files for a set of package folders. */
export function writeThirdParty(
  folders: Iterable<string>,
  outFolder: string,
  product: { version: string },
  runtime: Runtime,
): void {
  const packages = [...new Set(folders)]
    .map(readPackage)
    .sort((a, b) => (a.name === b.name ? (a.version < b.version ? -1 : 1) : a.name < b.name ? -1 : 1));
  mkdirSync(outFolder, { recursive: true });
  const [notices, bill] = thirdPartyFiles;
  writeFileSync(join(outFolder, notices), noticesText(packages));
  writeFileSync(
    join(outFolder, bill),
    `${JSON.stringify(billOfMaterials(product, runtime, packages), null, 2)}\n`,
  );
}
