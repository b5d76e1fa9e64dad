import type { KeyObject } from 'node:crypto';
import { type ErrorCode, type ErrorReason, type FactsOf, RekeyError } from '../../common/errors.ts';
import manifestOfProgram from '../../package.json' with { type: 'json' };
import type { Log } from '../log/index.ts';
import type { SettingStore } from '../store/settings.ts';
import type { Network } from '../xapi/index.ts';
import { fetchDocument, XapiError } from '../xapi/index.ts';
import { releaseKey } from './key.ts';
import { isNewer, maxManifestBytes, openManifest, readReleaseKey } from './manifest.ts';

/** Checks for newer versions. Installs nothing. */
export interface Updates {
  /** Whether notices can be verified: not in a build without a release key. */
  available: boolean;
  /** Whether an address to check is set. */
  isOn(): boolean;
  /** The newer version from a verified notice; null if there is none or nothing is checked. Contacts nobody. */
  newVersion(): string | null;
  /**
   * Fetches the notice, if an address is set.
   *
   * @returns the newer version; null if this one is the newest, or updates are not checked
   * @throws RekeyError `update-check-failed`
   */
  check(signal?: AbortSignal): Promise<string | null>;
}

export interface UpdateParts {
  settings: SettingStore;
  network: Network;
  log: Log;
  /** The release key and this version by default; tests pass their own. */
  key?: KeyObject | null;
  version?: string;
}

export function createUpdates({
  settings,
  network,
  log,
  key = readReleaseKey(releaseKey),
  version = manifestOfProgram.version,
}: UpdateParts): Updates {
  const newVersion = (): string | null => {
    const told = settings.get('updateVersion');
    return key && settings.get('updateAddress') !== null && told !== null && isNewer(told, version)
      ? told
      : null;
  };
  return {
    available: key !== null,
    isOn: () => settings.get('updateAddress') !== null,
    newVersion,
    async check(signal) {
      const address = settings.get('updateAddress');
      if (!key || address === null) return null;
      const { host } = new URL(address);
      const failed = (
        reason: ErrorReason<'update-check-failed'>,
        facts: FactsOf<'update-check-failed'> = {},
      ) => new RekeyError('update-check-failed', { reason, host, ...facts });
      const reply = await fetchDocument(address, { network, log, maxBytes: maxManifestBytes }, signal).catch(
        (error) => {
          if (!(error instanceof XapiError) || error.code === 'cancelled') throw error;
          throw failed(reasonOf(error.code));
        },
      );
      if (reply.status !== 200) throw failed('unreachable', { status: reply.status });
      const manifest = openManifest(reply.text, key);
      if (typeof manifest === 'string') throw failed(manifest);
      const signedAt = Date.parse(manifest.signedAt);
      // A notice older than the newest one seen is a replay, which could hide a newer version.
      if (signedAt < settings.get('updateSignedAt')) throw failed('outdated');
      settings.set('updateSignedAt', signedAt);
      settings.set('updateVersion', manifest.version);
      return newVersion();
    },
  };
}

/** Why no notice could be fetched. */
function reasonOf(code: ErrorCode): ErrorReason<'update-check-failed'> {
  switch (code) {
    case 'response-unreadable':
      return 'no-manifest';
    case 'certificate-untrusted':
      return 'certificate';
    default:
      return 'unreachable';
  }
}
