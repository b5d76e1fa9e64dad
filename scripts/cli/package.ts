/**
 * `npm run package:cli`: the terminal program with everything it needs, for this system or the named ones, such as
 * `npm run package:cli -- linux-arm64 win-x64`; `all` means every system. Written to `dist/`.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { installedFolders, thirdPartyFiles, writeThirdParty } from '../third-party.ts';
import { type ArchiveFile, tarGz, zip } from './archive-files.ts';
import { buildCli } from './build.ts';
import { nodeFor, type Target, targets } from './node-binary.ts';

const project = join(import.meta.dirname, '../..');
const nodeModules = join(project, 'node_modules');

/**
 * Options that Node is started with. By default, V8 lets the space for new objects grow to twice 64 MB during a job of ten
 * thousand devices, which takes no longer in twice 8 MB.
 */
export const nodeOptions: readonly string[] = ['--max-semi-space-size=8'];

/** Finds its own folder even through symbolic links, using only the shell if there are none. */
const posixLauncher = `#!/bin/sh
self=$0
case $self in
  */*) ;;
  *) self=./$self ;;
esac
while [ -L "$self" ]; do
  link=$(readlink "$self")
  case $link in
    /*) self=$link ;;
    *) self=\${self%/*}/$link ;;
  esac
done
folder=\${self%/*}
# With CDPATH, cd would look elsewhere, and print where it went.
folder=$(CDPATH= cd -- "\${folder:-/}" && pwd -P) || exit 2
export REKEY_LAUNCHER="$folder/rekey"
exec "$folder/app/node" ${nodeOptions.join(' ')} "$folder/app/rekey.js" "$@"
`;

const windowsLauncher = `@echo off
setlocal
set "REKEY_LAUNCHER=%~f0"
"%~dp0app\\node.exe" ${nodeOptions.join(' ')} "%~dp0app\\rekey.js" %*
exit /b %errorlevel%
`.replaceAll('\n', '\r\n');

/** Builds the archive for one system into a folder. @returns its path */
export async function packageCli(target: Target, folder: string): Promise<string> {
  const { os, platform, arch } = target;
  const name = `rekey-cli-${manifest.version}-${os}-${arch}`;
  const build = join(project, 'out', `cli-${process.pid}-${os}-${arch}`);
  const files: ArchiveFile[] = [];
  const add = (path: string, content: Buffer | string, executable = false): void => {
    files.push({ path: `${name}/${path}`, content: Buffer.from(content), executable });
  };
  const copy = (from: string, to: string): void => add(to, readFileSync(from));

  const { version, binary, license } = nodeFor(target);
  if (os === 'win') add('rekey.cmd', windowsLauncher);
  else add('rekey', posixLauncher, true);
  add(os === 'win' ? 'app/node.exe' : 'app/node', binary, true);
  add('app/package.json', '{ "private": true, "type": "module" }\n');
  try {
    const bundled = await buildCli(build);
    writeThirdParty(
      [...bundled, ...installedFolders(project, Object.keys(manifest.dependencies))],
      build,
      manifest,
      { name: 'node', version },
    );
    for (const name of thirdPartyFiles) {
      copy(join(build, name), name);
      rmSync(join(build, name));
    }
    for (const file of readdirSync(build)) copy(join(build, file), `app/${file}`);
  } finally {
    rmSync(build, { recursive: true, force: true });
  }
  for (const each of ['better-sqlite3', 'keytar']) {
    copy(join(nodeModules, each, 'package.json'), `app/node_modules/${each}/package.json`);
    // Not the entries for single systems; the main one chooses the right one.
    const lib = readdirSync(join(nodeModules, each, 'lib'), { recursive: true, encoding: 'utf8' });
    for (const file of lib.filter((path) => path.endsWith('.js') && !/-(x64|arm64)\.js$/.test(path)))
      copy(
        join(nodeModules, each, 'lib', file),
        `app/node_modules/${each}/lib/${file.replaceAll('\\', '/')}`,
      );
  }
  const sqlite = `better-sqlite3/prebuilds/${platform}-${arch}.node`;
  copy(join(nodeModules, sqlite), `app/node_modules/${sqlite}`);
  const keytar = `keytar/prebuilds/${platform}-${arch}/keytar.node`;
  copy(join(nodeModules, keytar), `app/node_modules/${keytar}`);
  add('NODE-LICENSE.txt', license);
  copy(join(project, 'LICENSE'), 'LICENSE');
  for (const file of readdirSync(join(project, 'resources/rotation')))
    copy(join(project, 'resources/rotation', file), `rotation/${file}`);

  mkdirSync(folder, { recursive: true });
  const archive = join(folder, os === 'win' ? `${name}.zip` : `${name}.tar.gz`);
  writeFileSync(archive, await (os === 'win' ? zip(files) : tarGz(files)));
  return archive;
}

function targetsNamed(names: readonly string[]): Target[] {
  if (names.includes('all')) return targets;
  if (names.length === 0)
    return targets.filter(({ platform, arch }) => platform === process.platform && arch === process.arch);
  return names.map((name) => {
    const found = targets.find(({ os, arch }) => `${os}-${arch}` === name);
    if (!found)
      throw new Error(`${name} is none of ${targets.map(({ os, arch }) => `${os}-${arch}`).join(', ')}`);
    return found;
  });
}

if (import.meta.main) {
  const wanted = targetsNamed(process.argv.slice(2));
  if (wanted.length === 0)
    throw new Error(`No Node package for ${process.platform}-${process.arch} is in the lockfile.`);
  for (const target of wanted) process.stdout.write(`${await packageCli(target, join(project, 'dist'))}\n`);
}
