import { RekeyError } from '../../common/errors.ts';
import { defaultPace, type Pace, type Pbx } from '../../common/model.ts';
import type { JobPbx } from '../jobs/index.ts';
import { checkedEntry } from '../pbxs/entry.ts';
import type { Services } from '../services/index.ts';
import type { Sealer } from '../store/seal.ts';
import { parsePbxAddress, type Xapi } from '../xapi/index.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Hints } from './hints.ts';
import type { Io } from './io.ts';
import { type PaceOptions, paceOf } from './pace.ts';

/** What every command gets. */
export interface Context {
  io: Io;
  services: Services;
  hints: Hints;
  /** Whether standard output takes one JSON document and nothing else. */
  json: boolean;
}

/** A command's result: shown as text or, with --json, as one document. */
export interface Outcome {
  exitCode: ExitCode;
  json: object;
  text: string;
  /** The text is a document: written unchanged. */
  exact?: boolean;
  /** A message for when standard output fails: what was changed, without passwords. Not all succeeded then. */
  unlessWritten?: string;
}

/** Options that name the PBX to work on. */
export interface TargetOptions extends PaceOptions {
  pbx?: string | undefined;
  url?: string | undefined;
  clientId?: string | undefined;
  trustFingerprint?: string | undefined;
  retryRefusedKey?: boolean | undefined;
}

/** The PBX a command works on: a stored one, or one given for this run only. */
export interface Target {
  pbx: JobPbx;
  /** Null for a one-off run. */
  stored: Pbx | null;
  xapi: Xapi;
  /** As a run needs it. */
  refuseIfChanged(): void;
  pace(): Pace;
  /** The sealer for new passwords; null for a one-off run, which needs no keychain. */
  sealer(): Promise<Sealer | null>;
}

/** @throws RekeyError `usage`, `pbx-unknown`, `pbx-address-invalid`, `keychain-…` */
export async function openTarget({ io, services, hints }: Context, options: TargetOptions): Promise<Target> {
  const retry = { retryRefusedKey: options.retryRefusedKey ?? false };
  if (!isOneOff(options)) {
    if (options.trustFingerprint !== undefined)
      throw new RekeyError('usage', {
        terminalSays:
          '--trust-fingerprint is for a PBX that isn’t set up (--url). For one that is, use pbx edit.',
      });
    const stored = services.pbxs.named(options.pbx);
    hints.setTarget(stored);
    const pace = (): Pace => paceOf(options, services.store.pbxs.get(stored.id)?.pace ?? stored.pace);
    // Invalid options are refused before any question is asked.
    pace();
    const xapi = await services.connector.stored(stored, retry);
    const refuseIfChanged = (): void => services.pbxs.refuseIfChanged(stored, xapi);
    return { pbx: stored, stored, xapi, refuseIfChanged, pace, sealer: () => services.sealer() };
  }
  const entry = oneOffEntry(options);
  const pace = paceOf(options, defaultPace);
  services.policy.throwIfNotAllowed(checkedEntry({ ...entry, name: 'one-off' }));
  hints.setTarget({
    name: null,
    url: entry.address,
    clientId: entry.clientId,
    fingerprint: entry.fingerprint,
  });
  const xapi = services.pbxs.connectOnce(entry, await oneOffKey(io), retry);
  const url = parsePbxAddress(entry.address);
  return {
    pbx: { id: null, name: new URL(url).host, url },
    stored: null,
    xapi,
    refuseIfChanged: () => {},
    pace: () => pace,
    sealer: async () => null,
  };
}

/** What a run needs of its target. */
export function runOn({
  xapi,
  refuseIfChanged,
  pace,
}: Target): Pick<Target, 'xapi' | 'refuseIfChanged' | 'pace'> {
  return { xapi, refuseIfChanged, pace };
}

export function isOneOff({ url, clientId }: TargetOptions): boolean {
  return url !== undefined || clientId !== undefined;
}

function oneOffEntry(options: TargetOptions): {
  address: string;
  clientId: string;
  fingerprint: string | null;
} {
  const { pbx, url, clientId, trustFingerprint } = options;
  if (pbx !== undefined)
    throw new RekeyError('usage', {
      terminalSays: 'Give either --pbx, or --url with --client-id, not both.',
    });
  if (url === undefined || clientId === undefined)
    throw new RekeyError('usage', { terminalSays: '--url and --client-id go together.' });
  return { address: url, clientId, fingerprint: trustFingerprint ?? null };
}

/** From the environment, or a hidden prompt; never from the command line, which others can read. */
async function oneOffKey({ env, interactive, askSecret }: Io): Promise<string> {
  if (env.REKEY_API_KEY) return env.REKEY_API_KEY;
  if (interactive) return askSecret('API key');
  throw new RekeyError('usage', {
    terminalSays:
      'No interactive terminal: with --url, give the API key in the environment variable REKEY_API_KEY.',
  });
}
