/**
 * A real .rpm, with a stub of Electron, built by rpmbuild: its metadata, and that it installs and leaves nothing
 * behind.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appId } from '../../main/shell/lifecycle/app-id.ts';
import { isCommand } from '../setup/command.ts';
import { type Built, buildPackage, projectRoot } from './build.ts';
import { fpmProgram } from './fpm-program.ts';
import { compareVersions, expectDesktopFile, makeRoot, neededGlibc } from './linux.ts';

// Skipped if the system's package of these is not available; `npm run test:more` installs it if allowed.
const hasTools = process.platform === 'linux' && ['rpmbuild', 'rpm2cpio', 'cpio'].every(isCommand);

describe.runIf(hasTools)('the RPM package', () => {
  let built: Built;
  let rpm: string;
  let scratch: string;
  let files: string;
  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'rekey-rpm-test-'));
    built = await buildPackage('linux', 'rpm', 'x64', fpmProgram(scratch));
    const [name = ''] = readdirSync(built.output).filter((each) => each.endsWith('.rpm'));
    rpm = join(built.output, name);
    files = join(scratch, 'files');
    mkdirSync(files);
    execFileSync('sh', ['-c', 'rpm2cpio "$1" | cpio --quiet -idm', 'sh', rpm], { cwd: files });
  });
  afterAll(() => {
    built?.remove();
    rmSync(scratch, { recursive: true, force: true });
  });
  const query = (...args: string[]): string =>
    execFileSync('rpm', ['-qp', ...args, rpm], { encoding: 'utf8' });

  test('is named after version, system and processor', () => {
    const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
    expect(rpm.split('/').at(-1)).toBe(`rekey-for-3cx-${version}-linux-x86_64.rpm`);
    expect(query('--queryformat', '%{NAME} %{ARCH} %{LICENSE}')).toBe('rekey-for-3cx x86_64 MIT');
  });

  test('requires the keychain library and the glibc that its binaries were linked with', () => {
    const requires = query('--requires').split('\n');
    expect(requires).toContain('(libsecret or libsecret-1-0)');
    const declared = /^glibc >= ([\d.]+)$/m.exec(requires.join('\n'))?.[1] ?? '';
    expect(compareVersions(declared, neededGlibc(files))).toBeGreaterThanOrEqual(0);
  });

  test('has a valid desktop file, with the window’s name, that opens setup files', () => {
    expectDesktopFile(join(files, `usr/share/applications/${appId}.desktop`));
    expect(existsSync(join(files, 'usr/share/mime/packages/rekey-for-3cx.xml'))).toBe(true);
  });

  test.runIf(process.getuid?.() === 0)(
    'installs, is replaced by a newer one and removed without a trace in a root of its own',
    async () => {
      const newer = await buildPackage('linux', 'rpm', 'x64', fpmProgram(scratch), [
        '-c.extraMetadata.version=1000.0.0',
      ]);
      try {
        const root = join(scratch, 'root');
        await makeRoot(root);
        const run = (...args: string[]): string =>
          execFileSync('rpm', [`--root=${root}`, ...args], { encoding: 'utf8' });
        run('--initdb');
        const before = readdirSync(root, { recursive: true, encoding: 'utf8' });
        run('--install', '--nodeps', rpm);
        const expectInstalled = (): void => {
          expect(existsSync(join(root, 'opt/Rekey for 3CX/rekey-for-3cx'))).toBe(true);
          expect(readdirSync(join(root, 'usr/bin'))).toContain('rekey-for-3cx');
        };
        expectInstalled();
        const [name = ''] = readdirSync(newer.output).filter((each) => each.endsWith('.rpm'));
        run('--upgrade', '--nodeps', join(newer.output, name));
        expectInstalled();
        run('--erase', 'rekey-for-3cx');
        // Icon folders belong to other packages.
        const others = /^(?:var|etc\/alternatives)|^usr\/share\/icons\/hicolor\/[^.]*$/;
        const left = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
          (path) => !before.includes(path) && !others.test(path),
        );
        expect(left).toEqual([]);
      } finally {
        newer.remove();
      }
    },
  );
});
