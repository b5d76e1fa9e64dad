/** The installer for Windows: its script compiles, and its facts about Rekey match Rekey's own. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { policyPath } from '../../main/policy/read.ts';
import { toastActivatorClsid } from '../../main/shell/lifecycle/app-id.ts';
import { quitSwitch } from '../../main/shell/lifecycle/switches.ts';
import { isCommand } from '../setup/command.ts';
import { buildPackage, projectRoot } from './build.ts';
import { nsisTools } from './nsis-tools.ts';

const resources = join(projectRoot, 'resources');

// Skipped if the system's package of these is not available; `npm run test:more` installs it if allowed.
const hasTools = process.platform === 'linux' && ['makensis', '7za'].every(isCommand);

describe.runIf(hasTools)('the installer for Windows', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rekey-nsis-test-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

  test('compiles, for each processor on its own', async () => {
    const built = await buildPackage('win', 'nsis', 'x64', nsisTools(folder), ['--arm64']);
    try {
      const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
      const installers = readdirSync(built.output).filter((name) => name.startsWith('rekey'));
      expect(installers.toSorted()).toEqual([
        `rekey-for-3cx-${version}-win-arm64.exe`,
        `rekey-for-3cx-${version}-win-x64.exe`,
      ]);
      for (const name of installers) {
        const bytes = readFileSync(join(built.output, name));
        expect(bytes.subarray(0, 2).toString()).toBe('MZ');
        expect(bytes.length).toBeGreaterThan(1_000_000);
      }
    } finally {
      built.remove();
    }
  });

  test('names the folder, class and switch that the app uses', () => {
    const [installer, policyFolder] = ['installer.nsh', 'policy-folder.nsh'].map((name) =>
      readFileSync(join(resources, name), 'utf8'),
    );
    const folderOfPolicy = dirname(policyPath('win32').replaceAll('\\', '/')).replaceAll('/', '\\');
    expect(policyFolder).toContain(`!define POLICY_FOLDER "${folderOfPolicy}"\n`);
    expect(policyFolder).toContain(`"\${POLICY_FOLDER}\\policy.json"`);
    expect(installer).toContain(`RMDir "${folderOfPolicy}"`);
    expect(installer).toContain(`CLSID\\${toastActivatorClsid}"`);
    expect(installer).toContain(`--${quitSwitch}'`);
  });

  // Wine has no owners, so everything that already exists counts as an ordinary user's, and permissions cannot be
  // read back.
  test.runIf(isCommand('wine'))('sets aside what a user has put in place of the policy folder', () => {
    const prefix = join(folder, 'wine-prefix');
    const script = join(folder, 'policy.nsi');
    const program = join(folder, 'policy.exe');
    writeFileSync(
      script,
      [
        // Wine runs 64-bit programs everywhere; the installer itself is 32-bit.
        'Target amd64-unicode',
        'Name policy',
        `OutFile "${program}"`,
        'SilentInstall silent',
        `!include "${join(resources, 'policy-folder.nsh')}"`,
        'Section',
        '  Call ProtectPolicyFolder',
        '  Pop $0',
        '  SetErrorLevel $0',
        'SectionEnd',
      ].join('\n'),
    );
    execFileSync('makensis', ['-V2', '-WX', script]);
    const protect = (): number | null =>
      spawnSync('wine', [program], {
        env: { ...process.env, WINEPREFIX: prefix, WINEARCH: 'win64', WINEDEBUG: '-all' },
        stdio: 'ignore',
      }).status;
    const parent = join(prefix, 'drive_c/ProgramData');
    const ours = join(parent, 'Rekey for 3CX');
    expect(protect()).toBe(0);
    expect(readdirSync(ours)).toEqual([]);
    writeFileSync(join(ours, 'policy.json'), '{}');
    expect(protect()).toBe(0);
    expect(readdirSync(ours)).toEqual([]);
    const aside = readdirSync(parent).filter((name) => name.startsWith('Rekey for 3CX (set aside '));
    expect(aside).toHaveLength(1);
    expect(existsSync(join(parent, aside[0] ?? '', 'policy.json'))).toBe(true);
  });
});
