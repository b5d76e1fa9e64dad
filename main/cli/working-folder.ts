import { resolve } from 'node:path';

const projectFolder = resolve(import.meta.dirname, '../..');

/**
 * Changes to the folder npm was called in: npm runs scripts in the project's folder, where `--file list.csv` would
 * not be found. INIT_CWD alone proves nothing: everything that npm starts inherits it.
 */
export function enterCallersFolder(env: NodeJS.ProcessEnv = process.env): void {
  const { INIT_CWD: folder, npm_lifecycle_event: script } = env;
  if (!folder || script !== 'cli' || resolve(process.cwd()) !== projectFolder) return;
  try {
    process.chdir(folder);
  } catch {
    // It was deleted in the meantime; paths are then relative to this folder.
  }
}
