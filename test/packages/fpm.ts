/**
 * Stands in for fpm, which electron-builder downloads: understands the arguments that electron-builder gives it for a
 * .deb, and has `dpkg-deb` build it.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

const text = { type: 'string' } as const;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    s: { ...text, short: 's' },
    t: { ...text, short: 't' },
    d: { ...text, short: 'd', multiple: true },
    force: { type: 'boolean' },
    'deb-recommends': { ...text, multiple: true },
    'deb-compression': text,
    'deb-priority': text,
    architecture: text,
    'after-install': text,
    'after-remove': text,
    description: text,
    version: text,
    package: text,
    name: text,
    maintainer: text,
    vendor: text,
    url: text,
    license: text,
  },
});

function given(name: keyof typeof values): string {
  const value = values[name];
  if (typeof value !== 'string') throw new Error(`--${name} is missing.`);
  return value;
}

if (values.t !== 'deb') throw new Error(`Only a .deb can be built, not ${values.t}.`);
const root = mkdtempSync(join(tmpdir(), 'rekey-deb-'));
try {
  for (const mapping of positionals) {
    const [from = '', to = ''] = mapping.split('=');
    mkdirSync(dirname(join(root, to)), { recursive: true });
    cpSync(from, join(root, to), { recursive: true, verbatimSymlinks: true });
  }
  const control = join(root, 'DEBIAN');
  mkdirSync(control);
  for (const [option, name] of [
    ['after-install', 'postinst'],
    ['after-remove', 'postrm'],
  ] as const)
    writeFileSync(join(control, name), readFileSync(given(option)), { mode: 0o755 });
  writeFileSync(
    join(control, 'control'),
    [
      `Package: ${given('name')}`,
      `Version: ${given('version')}`,
      `Architecture: ${given('architecture')}`,
      `Maintainer: ${given('maintainer')}`,
      `Priority: ${given('deb-priority')}`,
      `Homepage: ${given('url')}`,
      `Depends: ${(values.d ?? []).join(', ')}`,
      `Recommends: ${(values['deb-recommends'] ?? []).join(', ')}`,
      `Description: ${given('description').trim()}`,
      '',
    ].join('\n'),
  );
  execFileSync('dpkg-deb', ['--build', '--root-owner-group', '-Zgzip', root, given('package')]);
} finally {
  rmSync(root, { recursive: true, force: true });
}
