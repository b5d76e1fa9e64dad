/**
 * Stands in for fpm, which electron-builder downloads: understands the arguments that electron-builder gives it, and has
 * `dpkg-deb` or `rpmbuild` build the package.
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
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
    'rpm-compression': text,
    'rpm-os': text,
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

function debian(root: string): void {
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
}

/** RPM's names for processors; fpm translates them as well. */
const rpmNames: Record<string, string> = { amd64: 'x86_64', arm64: 'aarch64' };

function rpm(root: string): void {
  // As in fpm: its own folders belong to the package, those that every system has do not.
  const isShared = (path: string): boolean => path.startsWith('/usr') || path === '/opt';
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((path) => `/${path}`);
  const files = paths.flatMap((path) => {
    if (!lstatSync(join(root, path)).isDirectory()) return [`"${path}"`];
    return isShared(path) ? [] : [`%dir "${path}"`];
  });
  const script = (name: string, file: string): string[] => [`%${name}`, readFileSync(file, 'utf8')];
  const build = mkdtempSync(join(tmpdir(), 'rekey-rpm-'));
  const spec = join(build, 'package.spec');
  writeFileSync(
    spec,
    [
      `Name: ${given('name')}`,
      // Neither may have a dash; this is fpm's replacement.
      `Version: ${given('version').replaceAll('-', '~')}`,
      'Release: 1',
      `Summary: ${given('description').split('\n')[0]}`,
      `License: ${given('license')}`,
      `Vendor: ${given('vendor')}`,
      `URL: ${given('url')}`,
      'AutoReqProv: no',
      ...(values.d ?? []).map((name) => `Requires: ${name}`),
      '%description',
      given('description'),
      ...script('post', given('after-install')),
      ...script('postun', given('after-remove')),
      '%files',
      ...files,
      '',
    ].join('\n'),
  );
  try {
    execFileSync('rpmbuild', [
      '-bb',
      '--quiet',
      ...['--target', rpmNames[given('architecture')] ?? given('architecture')],
      ...['--buildroot', root],
      ...['--define', `_topdir ${build}`],
      ...['--define', `_rpmdir ${build}`],
      ...['--define', '_rpmfilename package.rpm'],
      // Other processors' files, and what files are linked with, are not checked.
      ...['--define', '__os_install_post %{nil}'],
      ...['--define', '_binary_payload w6.gzdio'],
      ...['--define', '_build_id_links none'],
      spec,
    ]);
    cpSync(join(build, 'package.rpm'), given('package'));
  } finally {
    rmSync(build, { recursive: true, force: true });
  }
}

const root = mkdtempSync(join(tmpdir(), 'rekey-fpm-'));
try {
  for (const mapping of positionals) {
    const [from = '', to = ''] = mapping.split('=');
    mkdirSync(dirname(join(root, to)), { recursive: true });
    cpSync(from, join(root, to), { recursive: true, verbatimSymlinks: true });
  }
  if (values.t === 'deb') debian(root);
  else if (values.t === 'rpm') rpm(root);
  else throw new Error(`Neither a .deb nor an .rpm: ${values.t}.`);
} finally {
  rmSync(root, { recursive: true, force: true });
}
