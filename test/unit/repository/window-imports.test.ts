import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');

/** What a module loads at run time: its imports except type-only ones. */
function loads(path: string): string[] {
  const source = readFileSync(path, 'utf8');
  const statements = source.matchAll(/^(?:import|export)\s+(?!type\s)([^;'"]*?from\s+)?['"]([^'"]+)['"]/gm);
  const dynamic = source.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g);
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

test.each(['renderer/main.tsx', 'renderer/panel/main.tsx'])('%s loads no schema library', (entry) => {
  const importers: string[] = [];
  const seen = new Set([join(root, entry)]);
  for (const path of seen) {
    if (!/\.tsx?$/.test(path)) continue;
    for (const from of loads(path)) {
      if (from === 'zod') importers.push(path.slice(root.length));
      if (from.startsWith('.')) seen.add(join(path, '..', from));
    }
  }
  expect(seen.size).toBeGreaterThan(50);
  expect(importers).toEqual([]);
});
