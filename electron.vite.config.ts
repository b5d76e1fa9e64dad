import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const inProject = (path: string): string => resolve(import.meta.dirname, path);

/** The window speaks English, so React Aria's words in other languages stay out; without them it falls back to English. */
const englishOnly = {
  name: 'english-only',
  load: (id: string) =>
    /\/react-(?:aria|stately)[\w-]*\/.*\/intl\/.*\/(?!en-US)[a-z]{2}-[A-Z]{2}\.mjs$/.test(id)
      ? 'export default undefined;'
      : null,
};

// electron-vite leaves `dependencies` (keytar, better-sqlite3) out of the bundle; all else goes in.
export default defineConfig({
  main: {
    build: { outDir: 'out/main', rollupOptions: { input: inProject('main/index.ts') } },
  },
  preload: {
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
    plugins: [react(), englishOnly],
    build: {
      outDir: inProject('out/renderer'),
      minify: true,
      // A data: URL would need a weaker content security policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: inProject('renderer/index.html') },
    },
  },
});
