/** Builds the terminal program once for a run of the integration tests: they start it hundreds of times. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildCli } from '../../scripts/cli/build.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The built terminal program. */
    cliEntry: string;
  }
}

export default async function bundle(project: TestProject): Promise<() => void> {
  // As deep in the project as `out/cli`: native modules are resolved from there.
  const out = join(import.meta.dirname, '../../out');
  mkdirSync(out, { recursive: true });
  const folder = mkdtempSync(join(out, 'cli-for-tests-'));
  await buildCli(folder);
  project.provide('cliEntry', join(folder, 'rekey.js'));
  return () => rmSync(folder, { recursive: true, force: true });
}
