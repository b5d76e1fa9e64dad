import { existsSync, realpathSync } from 'node:fs';
import { basename, delimiter, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { homeFolder } from '../files/data-folder.ts';

/** How the terminal program was started: the beginning of a command to paste into the same shell. */
export interface Start {
  program: readonly string[];
  /** Windows has a different shell. */
  platform: NodeJS.Platform;
  home: string;
}

interface Process {
  argv0: string;
  argv: readonly string[];
  env: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
  cwd(): string;
}

/**
 * Returns how this process was started: by npm or npx in a clone, by the launcher of the stand-alone archive, or by Node itself.
 */
export function startOf({ argv0, argv, env, platform, cwd }: Process): Start {
  const start = { platform, home: homeFolder() };
  const entry = resolve(argv[1] ?? '');
  if (env.npm_lifecycle_event === 'cli') {
    const project = cwd();
    const inside = !env.INIT_CWD || isInside(env.INIT_CWD, project);
    return {
      ...start,
      program: ['npm', ...(inside ? [] : ['--prefix', project]), 'run', '--silent', 'cli', '--'],
    };
  }
  const { npm_config_local_prefix: clone = '' } = env;
  // Programs started by npx inherit its variables: only the path shows that it started this program.
  if (env.npm_lifecycle_event === 'npx' && npxEntry.test(entry) && clone !== '')
    return { ...start, program: ['npx', ...(isInside(cwd(), clone) ? [] : ['--prefix', clone]), 'rekey'] };
  const { REKEY_LAUNCHER: launcher = '' } = env;
  if (launcher !== '' && isInside(entry, dirname(launcher)))
    return { ...start, program: [launcherWord(launcher, env, platform, cwd())] };
  return { ...start, program: [argv0, isInside(entry, cwd()) ? relative(cwd(), entry) : entry] };
}

/** npx links a clone into its own folder, and starts the program from there. */
const npxEntry = /[\\/]node_modules[\\/](?:\.bin[\\/]rekey|rekey-for-3cx[\\/].*)$/;

/** Returns the shortest name under which a shell finds the launcher in this folder. */
function launcherWord(
  launcher: string,
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  folder: string,
): string {
  const path = Object.entries(env).find(([name]) => name.toUpperCase() === 'PATH')?.[1] ?? '';
  const first = path
    .split(delimiter)
    .filter(isAbsolute)
    .map((each) => join(each, basename(launcher)))
    .find((file) => existsSync(file));
  if (first && sameFile(first, launcher)) return 'rekey';
  const name = platform === 'win32' ? launcher.replace(/\.cmd$/i, '') : launcher;
  return dirname(launcher) === folder ? `.${sep}${basename(name)}` : name;
}

function sameFile(one: string, other: string): boolean {
  try {
    return realpathSync(one) === realpathSync(other);
  } catch {
    return false;
  }
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** A data folder that the user can use instead of the default one. */
export function otherFolder({ home }: Start): string {
  return join(home, 'rekey-data');
}

/** A command line to paste into that platform's shell: a POSIX shell, or PowerShell. */
export function shellLine(words: readonly string[], platform: NodeJS.Platform): string {
  const quote = platform === 'win32' ? powerShellQuoted : posixQuoted;
  const line = words.map(quote).join(' ');
  // PowerShell treats a quoted first word as a text unless told to run it.
  return platform === 'win32' && /^["']/.test(line) ? `& ${line}` : line;
}

const plain = /^[\w./:=%+-]+$/;

function posixQuoted(word: string): string {
  return plain.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** Uses double quotes where they also work in the older command prompt. */
function powerShellQuoted(word: string): string {
  if (/^[\w./:\\+-]+$/.test(word)) return word;
  if (word !== '' && !/["$`%!\u201c-\u201e]/.test(word) && !word.endsWith('\\')) return `"${word}"`;
  // PowerShell treats typographic single quotes as single quotes.
  return `'${word.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
}
