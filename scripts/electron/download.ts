/**
 * Downloads Electron and unpacks it, showing progress. Runs in a separate process, because Node reads proxies and
 * certificate authorities only at startup. Sends its parent the reason if it fails, or null.
 */
import { execFileSync, spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Attempt, explainFailure } from './explain.ts';
import { distFolder, electronFolder, electronVersion, installedElectron, pathFile } from './paths.ts';
import { createProgress } from './progress.ts';

const silenceMs = 60_000;
const { env } = process;
const require = createRequire(join(electronFolder, 'package.json'));
const { downloadArtifact, FetchDownloader, initializeProxy }: typeof import('@electron/get') = await import(
  pathToFileURL(require.resolve('@electron/get')).href
);

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());
// The parent died without signalling.
process.on('disconnect', () => stopping.abort());

const usesProxy = Boolean(env.HTTPS_PROXY || env.https_proxy || env.HTTP_PROXY || env.http_proxy);
if (usesProxy) initializeProxy();

const attempt: Attempt = {
  version: electronVersion,
  url: 'https://github.com/electron/electron/releases/',
  usesMirror: false,
  usesProxy,
  received: 0,
};

try {
  await download();
  await unpack();
  report(null);
} catch (error) {
  // A partial Electron must not be mistaken for a complete one.
  if (!installedElectron()) await rm(distFolder, { recursive: true, force: true });
  report(stopping.signal.aborted ? 'the download was cancelled.' : explainFailure(error, attempt));
}

function report(failure: string | null): void {
  process.send?.(failure, () => process.exit(failure === null ? 0 : 1));
}

/** Puts the archive into Electron's download cache, with the arguments that Electron's install script uses. */
async function download(): Promise<void> {
  const platform = env.ELECTRON_INSTALL_PLATFORM || env.npm_config_platform || process.platform;
  const remote = env.electron_use_remote_checksums || env.npm_config_electron_use_remote_checksums;
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(timedOut()), silenceMs);
  const progress = createProgress(process.stderr, `Electron ${electronVersion}`);
  try {
    await downloadArtifact({
      version: electronVersion,
      artifactName: 'electron',
      platform,
      arch: archOf(platform),
      ...(env.electron_config_cache ? { cacheRoot: env.electron_config_cache } : {}),
      ...(remote ? {} : { checksums: require('./checksums.json') }),
      downloader: {
        download: (url, path, options) => {
          attempt.url = url;
          attempt.usesMirror = !url.startsWith('https://github.com/electron/');
          attempt.received = 0;
          progress.begin(new URL(url).host);
          return new FetchDownloader().download(url, path, options);
        },
      },
      downloadOptions: {
        quiet: true,
        signal: AbortSignal.any([stopping.signal, silence.signal]),
        getProgressCallback: async ({
          transferred,
          total,
        }: {
          transferred: number;
          total: number | null;
        }) => {
          timer.refresh();
          attempt.received = transferred;
          progress.show(transferred, total);
        },
      },
    });
  } finally {
    clearTimeout(timer);
    progress.end();
  }
  stopping.signal.throwIfAborted();
}

function timedOut(): Error {
  return Object.assign(new Error(`nothing arrived for ${silenceMs / 1000} s`), { code: 'ETIMEDOUT' });
}

/** As in Electron's install script: under Rosetta, the build for Apple silicon. */
function archOf(platform: string): string {
  const arch = env.ELECTRON_INSTALL_ARCH || env.npm_config_arch;
  if (arch) return arch;
  if (platform !== 'darwin' || process.platform !== 'darwin' || process.arch !== 'x64') return process.arch;
  try {
    const translated = execFileSync('sysctl', ['-in', 'sysctl.proc_translated'], { encoding: 'utf8' });
    return translated.trim() === '1' ? 'arm64' : 'x64';
  } catch {
    return 'x64';
  }
}

/** Has Electron's own install script unpack the archive from the cache. */
async function unpack(): Promise<void> {
  // The script writes this last: without it, whatever is in the folder counts as incomplete.
  await rm(pathFile, { force: true });
  const script = spawn(process.execPath, [join(electronFolder, 'install.js')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: usesProxy ? { ...env, ELECTRON_GET_USE_PROXY: '1' } : env,
  });
  const stop = (): void => void script.kill('SIGKILL');
  stopping.signal.addEventListener('abort', stop);
  let complaint = '';
  script.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const code = await new Promise<number | null>((ended, failed) => {
    script.once('error', failed);
    script.once('close', ended);
  });
  stopping.signal.removeEventListener('abort', stop);
  stopping.signal.throwIfAborted();
  if (code === 0 && installedElectron()) return;
  const [message = ''] = complaint.split('\n').filter(Boolean);
  const systemCode = /\b(ENOSPC|EDQUOT|EACCES|EPERM|EROFS)\b/.exec(complaint)?.[1];
  throw Object.assign(new Error(message.replace(/^Error: /, '') || 'Electron could not be unpacked'), {
    ...(systemCode ? { code: systemCode, path: electronFolder } : {}),
  });
}
