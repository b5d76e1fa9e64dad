import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { appId } from '../../main/shell/app-id.ts';

test('the program says what the installer says it is', () => {
  const config = readFileSync(join(import.meta.dirname, '../../electron-builder.yml'), 'utf8');
  expect(/^appId: (.+)$/m.exec(config)?.[1]).toBe(appId);
});
