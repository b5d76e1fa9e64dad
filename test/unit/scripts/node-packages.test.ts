import { expect, test } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { licensePackage, targets } from '../../../scripts/cli/node-binary.ts';

const versions: Record<string, string> = manifest.optionalDependencies;

// They also run the scripts, many of which begin with `if (import.meta.main)`: before 24.2 that silently does
// nothing.
test.each(targets)('$nodePackage is a Node that knows import.meta.main', ({ nodePackage }) => {
  const [major = 0, minor = 0] = (versions[nodePackage] ?? '').split('.').map(Number);
  expect(major * 1000 + minor).toBeGreaterThanOrEqual(24_002);
});

test('Node for Windows has the version of the package that its licence comes from', () => {
  const windows = targets.filter(({ os }) => os === 'win');
  expect(windows.length).toBeGreaterThan(0);
  for (const { nodePackage } of windows) expect(versions[nodePackage]).toBe(versions[licensePackage]);
});
