/** Builds the sample app into a folder, as electron-vite builds the real one: an ESM main, a CommonJS preload, a page. */
import { cp, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build } from 'vite';

const source = import.meta.dirname;
const external = ['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

async function bundle(outDir: string, entry: string, format: 'es' | 'cjs', fileName: string): Promise<void> {
  await build({
    configFile: false,
    root: source,
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: false,
      minify: false,
      target: 'node24',
      lib: { entry: join(source, entry), formats: [format], fileName: () => fileName },
      rolldownOptions: { external },
    },
  });
}

/** Builds it into `outDir`, which can then be launched with `appPath`. */
export async function buildSample(outDir: string): Promise<string> {
  await bundle(outDir, 'main.ts', 'es', 'main.js');
  await bundle(outDir, 'preload.ts', 'cjs', 'preload.cjs');
  await cp(join(source, 'page'), join(outDir, 'page'), { recursive: true });
  const manifest = {
    name: 'sample',
    productName: 'Sample',
    version: '1.2.3',
    type: 'module',
    main: 'main.js',
  };
  await writeFile(join(outDir, 'package.json'), JSON.stringify(manifest));
  return outDir;
}
