/** `node scripts/icons/index.ts`: draws every shipped icon into `resources/`, where they are committed. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { iconFiles } from './files.ts';

for (const [name, content] of iconFiles()) {
  const path = join(import.meta.dirname, '../../resources', name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
