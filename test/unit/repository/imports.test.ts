import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');

/** What a module loads at run time: its imports except type-only ones. */
function loads(path: string, andLater: boolean): string[] {
  const source = readFileSync(path, 'utf8');
  const statements = source.matchAll(/^(?:import|export)\s+(?!type\s)([^;'"]*?from\s+)?['"]([^'"]+)['"]/gm);
  const dynamic = andLater ? source.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g) : [];
  return [
    ...[...statements].filter(([, clause = '']) => !areTypes(clause)).map(([, , from = '']) => from),
    ...[...dynamic].map(([, from = '']) => from),
  ];
}

/** Whether it is like `{ type A, type B } from`. */
function areTypes(clause: string): boolean {
  const names = /^\{([^}]*)\}\s*from/.exec(clause)?.[1]?.split(',') ?? [];
  return names.length > 0 && names.every((name) => /^\s*(?:type\s|$)/.test(name));
}

/**
 * Follows the imports from an entry point. Returns how many files it loads, and which of them import a package.
 *
 * @param andLater whether what is imported on demand counts, too
 */
function importersOf(
  packages: readonly string[],
  entry: string,
  andLater: boolean,
): { files: number; importers: string[] } {
  const importers: string[] = [];
  const seen = new Set([join(root, entry)]);
  for (const path of seen) {
    if (!/\.tsx?$/.test(path)) continue;
    for (const from of loads(path, andLater)) {
      if (packages.includes(from)) importers.push(path.slice(root.length));
      if (from.startsWith('.')) seen.add(join(path, '..', from));
    }
  }
  return { files: seen.size, importers };
}

test.each(['renderer/main.tsx', 'renderer/panel/main.tsx'])('%s loads no schema library', (entry) => {
  const { files, importers } = importersOf(['zod'], entry, true);
  expect(files).toBeGreaterThan(50);
  expect(importers).toEqual([]);
});

test('the terminal program starts without what only some commands need', () => {
  const { files, importers } = importersOf(['undici', 'better-sqlite3', 'zod'], 'main/cli/main.ts', false);
  expect(files).toBeGreaterThan(20);
  expect(importers).toEqual([]);
});
