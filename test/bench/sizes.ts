import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { report } from './figures.ts';

const out = join(import.meta.dirname, '../../out');
const largestWindowKb = 200;

/** Vite's facts about its chunks (`build.manifest`). */
const chunkSchema = z.object({
  file: z.string(),
  isEntry: z.boolean().default(false),
  imports: z.array(z.string()).default([]),
});
const manifestSchema = z.record(z.string(), chunkSchema);

/**
 * What each page loads at startup. The texts of the window's one language are listed separately: they are not code,
 * and grow with the features.
 */
export function sizes(): void {
  const manifest = manifestSchema.parse(
    JSON.parse(readFileSync(join(out, 'renderer/.vite/manifest.json'), 'utf8')),
  );
  const kbOf = (name: string): number => kb(join(out, 'renderer', manifest[name]?.file ?? ''));
  const isLanguage = (name: string): boolean => name.includes('common/texts/');
  const languageKb = Math.max(...Object.keys(manifest).filter(isLanguage).map(kbOf));

  for (const [name, { isEntry }] of Object.entries(manifest)) {
    if (!isEntry) continue;
    const atOnce = [...withImports(name)].reduce((sum, chunk) => sum + kbOf(chunk), 0);
    report(
      `${name}, gzipped`,
      `${atOnce.toFixed(0)} kB of ${largestWindowKb} kB at its start, and up to ${languageKb.toFixed(0)} kB of texts`,
    );
    if (atOnce > largestWindowKb) process.exitCode = 1;
  }
  const all = readdirSync(join(out, 'renderer/assets')).filter((name) => name.endsWith('.js'));
  const allKb = all.reduce((sum, name) => sum + kb(join(out, 'renderer/assets', name)), 0);
  report('renderer, all that can be loaded', `${allKb.toFixed(0)} kB`);
  report('main, gzipped', `${kb(join(out, 'main/index.js')).toFixed(0)} kB`);
  report('preload, gzipped', `${kb(join(out, 'preload/index.cjs')).toFixed(1)} kB`);

  function withImports(name: string, found = new Set<string>()): Set<string> {
    if (found.has(name)) return found;
    found.add(name);
    for (const needed of manifest[name]?.imports ?? []) withImports(needed, found);
    return found;
  }
}

function kb(file: string): number {
  return gzipSync(readFileSync(file)).length / 1000;
}
