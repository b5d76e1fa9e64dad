import { homedir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';

/** How the terminal program was started: what a command that is pasted into the same shell begins with. */
export interface Start {
  program: readonly string[];
  /** Windows has another shell. */
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

/** How this process was started: by npm from the project's folder, by npm from elsewhere, or by Node itself. */
export function startOf({ argv0, argv, env, platform, cwd }: Process): Start {
  const start = { platform, home: homedir() };
  if (env.npm_lifecycle_event === 'cli') {
    const project = cwd();
    const inside = !env.INIT_CWD || isInside(env.INIT_CWD, project);
    return {
      ...start,
      program: ['npm', ...(inside ? [] : ['--prefix', project]), 'run', '--silent', 'cli', '--'],
    };
  }
  const entry = resolve(argv[1] ?? '');
  return { ...start, program: [argv0, isInside(entry, cwd()) ? relative(cwd(), entry) : entry] };
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** A folder that a person may use instead of the usual one. */
export function otherFolder({ home }: Start): string {
  return join(home, 'rekey-data');
}

/** A command line that can be pasted into the shell of that platform: a POSIX shell, or PowerShell. */
export function shellLine(words: readonly string[], platform: NodeJS.Platform): string {
  const quote = platform === 'win32' ? powerShellQuoted : posixQuoted;
  const line = words.map(quote).join(' ');
  // PowerShell takes a quoted first word for a text unless it is told to run it.
  return platform === 'win32' && /^["']/.test(line) ? `& ${line}` : line;
}

const plain = /^[\w./:=%+-]+$/;

function posixQuoted(word: string): string {
  return plain.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** Double quotes where they mean the same to the older command prompt. */
function powerShellQuoted(word: string): string {
  if (/^[\w./:\\+-]+$/.test(word)) return word;
  if (word !== '' && !/["$`%!\u201c-\u201e]/.test(word) && !word.endsWith('\\')) return `"${word}"`;
  // To PowerShell typographic single quotes are single quotes.
  return `'${word.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
}
