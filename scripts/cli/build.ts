/**
 * Builds the terminal program into `out/cli`, or the folder in the first argument. The folder must be inside the
 * project, or beside its own `node_modules`, where the two native modules are looked up.
 */
import { chmodSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { notePackages } from '../third-party.ts';

const project = resolve(import.meta.dirname, '../..');

/** Builds it into a folder. @returns the folders of the packages in its bundles */
export async function buildCli(outDir: string): Promise<Set<string>> {
  const packages = new Set<string>();
  await build({
    configFile: false,
    root: project,
    logLevel: 'warn',
    plugins: [notePackages(packages)],
    ssr: { noExternal: true, external: ['better-sqlite3', 'keytar'] },
    build: {
      outDir,
      emptyOutDir: true,
      ssr: true,
      target: 'node22',
      rollupOptions: {
        input: {
          rekey: join(project, 'main/cli/index.ts'),
          'document-worker': join(project, 'main/documents/worker.ts'),
          'authorities-worker': join(project, 'main/xapi/net/authorities-worker.ts'),
        },
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: '[name]-[hash].js',
          banner: ({ name, isEntry }) => (isEntry && name === 'rekey' ? '#!/usr/bin/env node' : ''),
        },
      },
    },
  });
  // The file that `bin` in package.json names is executed directly.
  chmodSync(join(outDir, 'rekey.js'), 0o755);
  return packages;
}

if (import.meta.main) await buildCli(resolve(process.argv[2] ?? join(project, 'out/cli')));
