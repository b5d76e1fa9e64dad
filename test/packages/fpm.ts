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

const stringOption = { type: 'string' } as const;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    t: { ...stringOption, short: 't' },
    d: { ...stringOption, short: 'd', multiple: true },
    'deb-recommends': { ...stringOption, multiple: true },
    'deb-priority': stringOption,
    architecture: stringOption,
    'after-install': stringOption,
    'after-remove': stringOption,
    description: stringOption,
    version: stringOption,
    package: stringOption,
    name: stringOption,
    maintainer: stringOption,
    vendor: stringOption,
    url: stringOption,
    license: stringOption,
    // electron-builder passes these as well; they are not used.
    s: { ...stringOption, short: 's' },
    force: { type: 'boolean' },
    'deb-compression': stringOption,
    'rpm-compression': stringOption,
    'rpm-os': stringOption,
  },
});

function requiredOption(name: keyof typeof values): string {
  const value = values[name];
  if (typeof value !== 'string') throw new Error(`--${name} is missing.`);
  return value;
}

function buildDeb(root: string): void {
  const control = join(root, 'DEBIAN');
  mkdirSync(control);
  for (const [option, name] of [
    ['after-install', 'postinst'],
    ['after-remove', 'postrm'],
  ] as const)
    writeFileSync(join(control, name), readFileSync(requiredOption(option)), { mode: 0o755 });
  writeFileSync(
    join(control, 'control'),
    [
      `Package: ${requiredOption('name')}`,
      `Version: ${requiredOption('version')}`,
      `Architecture: ${requiredOption('architecture')}`,
      `Maintainer: ${requiredOption('maintainer')}`,
      `Priority: ${requiredOption('deb-priority')}`,
      `Homepage: ${requiredOption('url')}`,
      `Depends: ${(values.d ?? []).join(', ')}`,
      `Recommends: ${(values['deb-recommends'] ?? []).join(', ')}`,
      `Description: ${requiredOption('description').trim()}`,
      '',
    ].join('\n'),
  );
  execFileSync('dpkg-deb', ['--build', '--root-owner-group', '-Zgzip', root, requiredOption('package')]);
}

/** RPM's name for a processor. electron-builder passes the others by that name already. */
const rpmProcessor = (name: string): string => (name === 'amd64' ? 'x86_64' : name);

function buildRpm(root: string): void {
  // As with fpm, the package owns its own folders, but not those that every system has.
  const isSystemFolder = (path: string): boolean => path.startsWith('/usr') || path === '/opt';
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((path) => `/${path}`);
  const files = paths.flatMap((path) => {
    if (!lstatSync(join(root, path)).isDirectory()) return [`"${path}"`];
    return isSystemFolder(path) ? [] : [`%dir "${path}"`];
  });
  const script = (name: string, file: string): string[] => [`%${name}`, readFileSync(file, 'utf8')];
  const build = mkdtempSync(join(tmpdir(), 'rekey-rpm-'));
  const spec = join(build, 'package.spec');
  writeFileSync(
    spec,
    [
      `Name: ${requiredOption('name')}`,
      `Version: ${requiredOption('version')}`,
      'Release: 1',
      `Summary: ${requiredOption('description').split('\n')[0]}`,
      `License: ${requiredOption('license')}`,
      `Vendor: ${requiredOption('vendor')}`,
      `URL: ${requiredOption('url')}`,
      'AutoReqProv: no',
      ...(values.d ?? []).map((name) => `Requires: ${name}`),
      '%description',
      requiredOption('description'),
      ...script('post', requiredOption('after-install')),
      ...script('postun', requiredOption('after-remove')),
      '%files',
      ...files,
      '',
    ].join('\n'),
  );
  try {
    execFileSync('rpmbuild', [
      '-bb',
      '--quiet',
      ...['--target', rpmProcessor(requiredOption('architecture'))],
      ...['--buildroot', root],
      ...['--define', `_topdir ${build}`],
      ...['--define', `_rpmdir ${build}`],
      ...['--define', '_rpmfilename package.rpm'],
      // No post-processing, which would strip the binaries.
      ...['--define', '__os_install_post %{nil}'],
      ...['--define', '_binary_payload w6.gzdio'],
      ...['--define', '_build_id_links none'],
      spec,
    ]);
    cpSync(join(build, 'package.rpm'), requiredOption('package'));
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
  if (values.t === 'deb') buildDeb(root);
  else if (values.t === 'rpm') buildRpm(root);
  else throw new Error(`Neither a .deb nor an .rpm: ${values.t}.`);
} finally {
  rmSync(root, { recursive: true, force: true });
}
