import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// The tests start many Node processes that load the same code: with a compile cache they start in half the time.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'rekey-compile-cache');

// Far more than a test needs: a busy machine must not fail it.
const timeouts = { testTimeout: 120_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    // More than there are cores: most integration tests wait for a process, a disk or a timeout.
    maxWorkers: availableParallelism() + 3,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          setupFiles: ['test/setup/property-runs.ts'],
          ...timeouts,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: ['test/setup/cli-bundle.ts'],
          ...timeouts,
        },
      },
      // `npm run test:more`: packages what was built before.
      {
        test: {
          name: 'packages',
          include: ['test/packages/**/*.test.ts'],
          fileParallelism: false,
          ...timeouts,
        },
      },
    ],
  },
});
