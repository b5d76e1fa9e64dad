import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { languages } from './common/language.ts';
import manifest from './package.json' with { type: 'json' };
import { installedFolders, notePackages, writeThirdParty } from './scripts/third-party.ts';

const inProject = (path: string): string => resolve(import.meta.dirname, path);

/** Keeps only the window's languages of React Aria's texts. */
const ownLanguages = {
  name: 'own-languages',
  load: (id: string) => {
    const [, language] =
      /\/react-(?:aria|stately)[\w-]*\/.*\/intl\/.*\/([a-z]{2})-[A-Z]{2}\.mjs$/.exec(id) ?? [];
    return language && !languages.some((own) => own === language) ? 'export default undefined;' : null;
  },
};

const shipped = new Set(installedFolders(import.meta.dirname, Object.keys(manifest.dependencies)));
const noted = notePackages(shipped);
/**
 * Writes the licence notices and the bill of materials from what is known so far: main, preload and page are built in
 * turn.
 */
const thirdParty: typeof noted = {
  name: 'third-party',
  generateBundle(options, bundle) {
    noted.generateBundle(options, bundle);
    writeThirdParty(shipped, inProject('out'), manifest, {
      name: 'electron',
      version: manifest.devDependencies.electron,
    });
  },
};

// electron-vite leaves `dependencies` (keytar, better-sqlite3) out of the bundle; everything else is bundled.
export default defineConfig({
  main: {
    plugins: [thirdParty],
    build: {
      outDir: 'out/main',
      rollupOptions: {
        // Worker threads are started from their own files.
        input: {
          index: inProject('main/index.ts'),
          'document-worker': inProject('main/documents/worker.ts'),
          'authorities-worker': inProject('main/xapi/net/authorities-worker.ts'),
        },
      },
    },
  },
  preload: {
    plugins: [thirdParty],
    build: {
      outDir: 'out/preload',
      rollupOptions: {
        input: inProject('preload/index.ts'),
        // A sandboxed preload is a classic script.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: inProject('renderer'),
    plugins: [react(), ownLanguages, thirdParty],
    build: {
      outDir: inProject('out/renderer'),
      manifest: true,
      minify: true,
      // A data: URL would need a weaker content security policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: {
        input: { index: inProject('renderer/index.html'), panel: inProject('renderer/panel.html') },
      },
    },
  },
});
