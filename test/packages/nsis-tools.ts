/**
 * Stands in for the tools that electron-builder downloads for NSIS, with Debian's `nsis` and `p7zip-full`: the script
 * is really compiled, but the plug-ins do nothing and the uninstaller is not the real one, so the installer cannot be
 * run.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { projectRoot } from './build.ts';
import { windowsLibrary } from './library.ts';

const templates = join(projectRoot, 'node_modules/app-builder-lib/templates/nsis');

/** Part of NSIS itself. */
const ownPlugins = new Set(['nsdialogs', 'nsexec', 'system']);

/** Writes the tools into a folder. @returns the environment that makes electron-builder use them */
export function nsisTools(folder: string): NodeJS.ProcessEnv {
  const program = (name: string, script: string): void =>
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const plugins = join(folder, 'plugins/x86-unicode');
  mkdirSync(plugins, { recursive: true });
  for (const [plugin, functions] of calledFunctions())
    writeFileSync(join(plugins, `${plugin}.dll`), windowsLibrary(plugin, [...functions]));
  program('makensis', 'exec /usr/bin/makensis "$@"');
  program('7za', 'exec /usr/bin/7za "$@"');
  // Meant to run an installer that writes the uninstaller beside itself.
  program('wine', `cp "$1" "\${1%exe}__uninstaller.exe"`);
  writeFileSync(join(folder, 'elevate.exe'), 'stub');
  return {
    ELECTRON_BUILDER_NSIS_DIR: folder,
    ELECTRON_BUILDER_NSIS_RESOURCES_DIR: folder,
    ELECTRON_BUILDER_7ZIP_PATH: join(folder, '7za'),
    PATH: [folder, process.env.PATH].join(delimiter),
  };
}

/** The functions of plug-ins that electron-builder's scripts call. */
function calledFunctions(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const file of readdirSync(templates, { recursive: true, encoding: 'utf8' })) {
    if (!/\.ns[hi]$/.test(file)) continue;
    const text = readFileSync(join(templates, file), 'utf8');
    for (const [, plugin = '', name = ''] of text.matchAll(/\b(\w+)::(\w+)/g)) {
      if (ownPlugins.has(plugin.toLowerCase())) continue;
      const known = [...found.keys()].find((each) => each.toLowerCase() === plugin.toLowerCase()) ?? plugin;
      found.set(known, (found.get(known) ?? new Set()).add(name));
    }
  }
  return found;
}
