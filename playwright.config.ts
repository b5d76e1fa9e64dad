import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

// Every app under test is a Node process that loads the same code: compiled once, it starts in half the time.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'rekey-compile-cache');

const hostSpecs = '**/host-*.spec.ts';
const screenSpecs = '**/screens*.spec.ts';
const docsSpecs = '**/pictures.spec.ts';
const others = [hostSpecs, screenSpecs, docsSpecs];

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  projects: [
    { name: 'window', testIgnore: others },
    // Every state of every screen, in every look: `npm run pictures` and `npm run test:more`.
    { name: 'screens', testMatch: screenSpecs },
    { name: 'host', testMatch: hostSpecs },
    // The pictures of the documentation: `npm run pictures:docs`.
    { name: 'docs', testMatch: docsSpecs },
    // Real Electron only, and without stubs: `npm run test:electron -- --project=smoke`.
    ...(process.env.REKEY_E2E === 'electron' ? [{ name: 'smoke', testDir: 'test/electron' }] : []),
  ],
  outputDir: 'test-results',
  // One more than there are cores, as specs also wait. On Electron, all apps would share the desktop's clipboard,
  // shortcuts and focus.
  workers: process.env.REKEY_E2E === 'electron' ? 1 : availableParallelism() + 1,
  // None: an intermittent failure has a cause, and must be seen.
  retries: 0,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  // Far more than a test needs: a busy machine must not fail it.
  timeout: 180_000,
  expect: { timeout: 60_000 },
  // A trace of every test doubles the run's CPU time. Add `--trace retain-on-failure` to look into a failure.
  use: { trace: 'off', screenshot: 'only-on-failure' },
});
