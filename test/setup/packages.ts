import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { hasHeadlessShell } from '../host/chromium.ts';
import { hasChromium } from './chromium.ts';
import { isCommand } from './command.ts';
import { runProgram } from './program.ts';

/** A system component that the tests use, and the packages that provide it. */
interface SystemPackage {
  apt: string;
  dnf: string;
  isThere: () => boolean;
  /** Whether the tests pass without it: more slowly, or with a test skipped. */
  isReplaced?: () => boolean;
  /** Only `npm run test:more` uses it. */
  more?: true;
}

const packages: SystemPackage[] = [
  { apt: 'dbus', dnf: 'dbus-daemon', isThere: () => isCommand('dbus-daemon') },
  { apt: 'gnome-keyring', dnf: 'gnome-keyring', isThere: () => isCommand('gnome-keyring-daemon') },
  { apt: 'libglib2.0-bin', dnf: 'glib2', isThere: () => isCommand('gdbus') },
  { apt: 'libsecret-1-0', dnf: 'libsecret', isThere: keytarLoads },
  ...(isUbuntu()
    ? []
    : [
        {
          apt: 'chromium-headless-shell',
          dnf: 'chromium',
          isThere: hasHeadlessShell,
          isReplaced: hasChromium,
        },
        { apt: 'chromium-sandbox', dnf: 'chromium', isThere: canSandbox },
      ]),
  // Without it, the test of the systemd units is skipped.
  { apt: 'systemd', dnf: 'systemd', isThere: () => isCommand('systemd-analyze'), isReplaced: () => true },
  {
    apt: 'desktop-file-utils',
    dnf: 'desktop-file-utils',
    isThere: () => isCommand('desktop-file-validate'),
    more: true,
  },
  {
    apt: 'shared-mime-info',
    dnf: 'shared-mime-info',
    isThere: () => isCommand('update-mime-database'),
    more: true,
  },
  { apt: 'binutils', dnf: 'binutils', isThere: () => isCommand('readelf'), more: true },
  { apt: 'dpkg', dnf: 'dpkg', isThere: () => isCommand('dpkg-deb'), more: true },
  ...(
    [
      ['rpm', 'rpm-build', 'rpmbuild'],
      ['rpm2cpio', 'rpm', 'rpm2cpio'],
      ['cpio', 'cpio', 'cpio'],
      ['squashfs-tools', 'squashfs-tools', 'mksquashfs'],
      ['nsis', 'mingw32-nsis', 'makensis'],
      ['p7zip-full', 'p7zip', '7za'],
    ] as const
  ).map(
    // If one is not available, the test of that package is skipped.
    ([apt, dnf, program]): SystemPackage => ({
      apt,
      dnf,
      isThere: () => isCommand(program),
      isReplaced: () => true,
      more: true,
    }),
  ),
];

/** Installs what is missing if allowed. Otherwise, says how to, and returns false if the tests cannot run without it. */
export async function installPackages(
  forMore: boolean,
  deadline: number,
  heading: (title: string) => void,
): Promise<boolean> {
  // Elsewhere the tests that use these packages are skipped.
  if (process.platform !== 'linux') return true;
  const missing = packages.filter(({ isThere, more }) => (forMore || !more) && !isThere());
  const canInstall = isCommand('apt-get') && process.getuid?.() === 0;
  if (!missing.some((each) => canInstall || isNeeded(each))) return true;
  heading('Set-up');
  if (!canInstall) {
    console.log(`The tests need some packages of the system. Install them, then run the tests again:\n`);
    console.log(`  ${command(missing.filter(isNeeded))}`);
    return false;
  }
  const aptGet = (...args: string[]) =>
    runProgram('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=120', ...args], {
      deadline,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  let isUpdated = false;
  const install = async (wanted: SystemPackage[]): Promise<void> => {
    const names = wanted.map(({ apt }) => apt);
    if (names.length === 0) return;
    console.log(`Installing ${names.join(', ')}`);
    const attempt = () => aptGet('install', '-y', '--no-install-recommends', ...names);
    if ((await attempt()) === 0 || isUpdated) return;
    // A fresh machine has no package lists, an old one may name packages that no longer exist: both justify one
    // update.
    console.log('Updating the package lists and trying again');
    isUpdated = true;
    await aptGet('update');
    await attempt();
  };
  await install(missing.filter(isNeeded));
  // One by one: a package that is not available must not block the others.
  for (const each of missing.filter((one) => !isNeeded(one) && !one.isThere())) await install([each]);
  const stillMissing = missing.filter(isNeeded);
  if (stillMissing.length > 0) console.log(`Still missing: ${stillMissing.map(({ apt }) => apt).join(', ')}`);
  return stillMissing.length === 0;
}

const isNeeded = ({ isThere, isReplaced }: SystemPackage): boolean => !isThere() && !isReplaced?.();

function command(missing: SystemPackage[]): string {
  if (isCommand('apt-get')) {
    return `sudo apt-get install --no-install-recommends ${missing.map(({ apt }) => apt).join(' ')}`;
  }
  return `sudo dnf install ${missing.map(({ dnf }) => dnf).join(' ')}    (or your system's own packages of these)`;
}

/**
 * Whether Chromium's sandbox can start. Root runs without it; where users may not create namespaces, it needs a
 * helper.
 */
function canSandbox(): boolean {
  return (
    process.getuid?.() === 0 ||
    existsSync('/usr/lib/chromium/chrome-sandbox') ||
    spawnSync('unshare', ['--user', 'true'], { stdio: 'ignore' }).status === 0
  );
}

/** Ubuntu has Chromium only as a snap, which cannot run in many places; Playwright downloads its own there. */
function isUbuntu(): boolean {
  try {
    return /^ID=ubuntu$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/** In a process of its own, because libraries are resolved per process. */
function keytarLoads(): boolean {
  return spawnSync(process.execPath, ['-e', "require('keytar')"], { stdio: 'ignore' }).status === 0;
}
