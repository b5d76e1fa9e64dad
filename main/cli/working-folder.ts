import { resolve } from 'node:path';

const projectFolder = resolve(import.meta.dirname, '../..');

/**
 * Moves to the folder the user called npm in: npm runs scripts in the project's folder, so `--file list.csv` would be
 * looked for there. INIT_CWD alone proves nothing: whatever npm started passes it on.
 */
export function enterCallersFolder(env: NodeJS.ProcessEnv = process.env): void {
  const { INIT_CWD: folder, npm_lifecycle_event: script } = env;
  if (!folder || script !== 'cli' || resolve(process.cwd()) !== projectFolder) return;
  try {
    process.chdir(folder);
  } catch {
    // It was deleted in the meantime; paths then start here.
  }
}
