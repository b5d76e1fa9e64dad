/** Builds the scripts that run in a window's two worlds. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { build } from 'vite';
import type { WorldConfig } from '../world/preload.ts';

const folder = join(import.meta.dirname, '../world');

async function bundle(file: string, name: string): Promise<string> {
  const [result] = [
    await build({
      configFile: false,
      root: folder,
      logLevel: 'warn',
      build: {
        write: false,
        minify: false,
        target: 'esnext',
        lib: { entry: join(folder, file), formats: ['iife'], name },
      },
    }),
  ].flat();
  if (!result || !('output' in result)) throw new Error(`vite built nothing from ${file}`);
  return result.output[0].code;
}

let built: Promise<{ page: string; preload: string }> | undefined;

async function bundles() {
  built ??= Promise.all([bundle('page.ts', 'pageWorld'), bundle('preload.ts', 'preloadWorld')]).then(
    ([page, preload]) => ({ page, preload }),
  );
  return built;
}

/** The scripts of a window: for the page's own world, and for the preload's with the app's preload in it. */
export async function worldScripts(config: WorldConfig, preload: string | null) {
  const { page, preload: start } = await bundles();
  const source = preload === null ? '' : await readFile(preload, 'utf8');
  // The variables of a sandboxed preload in Electron; any other name is undefined.
  const run = `function (require, module, exports, process) {\n${source}\n}`;
  // A file that is not a script has to fail here, because it would only make Chromium drop the whole world.
  new Script(`(${run})`, preload === null ? {} : { filename: preload });
  return {
    page: `(() => {\n${page}\npageWorld.startPage(${JSON.stringify(config.secret)});\n})();`,
    preload: `(() => {\n${start}\npreloadWorld.startPreload(${JSON.stringify(config)}, ${run});\n})();`,
  };
}
