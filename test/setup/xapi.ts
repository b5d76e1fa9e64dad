import { onTestFinished } from 'vitest';
import { RekeyError } from '../../common/errors.ts';
import { type Mac, parseMac } from '../../common/mac.ts';
import type { LogEntry } from '../../main/log/index.ts';
import { openStore, type Store } from '../../main/store/index.ts';
import {
  createXapi,
  type Network,
  type StoredToken,
  type Xapi,
  type XapiParts,
} from '../../main/xapi/index.ts';
import { type DemoPbx, type DemoPbxOptions, startDemoPbx } from '../pbx/index.ts';
import { temporaryFolder } from './folder.ts';

/** A demo 3CX that is closed after its test. */
export async function demoPbx(options?: DemoPbxOptions): Promise<DemoPbx> {
  const pbx = await startDemoPbx(options);
  onTestFinished(() => pbx.close());
  return pbx;
}

/** Both clocks of a client, controlled by the test. */
export interface TestClock {
  /** Milliseconds since 1970. */
  wall: number;
  monotonic: number;
  pass(ms: number): void;
}

export interface TestClient extends Xapi {
  log: LogEntry[];
  clock: TestClock;
  /** What another process on the same computer would find. */
  kept: { token: StoredToken | null };
  /** From now on the keychain neither returns nor accepts a token. */
  breakTokens(): void;
}

/** A client of a demo 3CX, with a real store behind it and the tests' own clocks. */
export async function testClient(
  pbx: Pick<DemoPbx, 'url' | 'clientId' | 'apiKey'>,
  options: Partial<
    Pick<XapiParts, 'apiKey' | 'url' | 'pinnedFingerprint' | 'timeoutMs' | 'optionalTimeoutMs'>
  > & {
    store?: Store;
    network?: Network;
    kept?: TestClient['kept'];
    clock?: TestClock;
  } = {},
): Promise<TestClient> {
  const { url = pbx.url, apiKey = pbx.apiKey, pinnedFingerprint = null, timeoutMs = 5_000 } = options;
  const clock = options.clock ?? testClock();
  const store = options.store ?? (await testStore(() => clock.wall));
  const kept = options.kept ?? { token: null };
  const tried = { url, clientId: pbx.clientId, apiKey };
  const log: LogEntry[] = [];
  let broken = false;
  const xapi = createXapi({
    url,
    clientId: pbx.clientId,
    apiKey,
    pinnedFingerprint,
    timeoutMs,
    optionalTimeoutMs: options.optionalTimeoutMs,
    ...(options.network ? { network: options.network } : {}),
    now: () => clock.wall,
    monotonic: () => clock.monotonic,
    log: (entry) => log.push(entry),
    tokens: {
      async load() {
        if (broken) throw new RekeyError('keychain-locked');
        return kept.token;
      },
      async save(token) {
        if (broken) throw new RekeyError('keychain-locked');
        kept.token = token;
      },
    },
    refusals: {
      refusedAt: () => store.refusals.refusedAt(tried),
      sinceSuccess: () => store.refusals.sinceSuccess(url),
      refused: () => store.refusals.refused(tried),
      denied: () => store.refusals.denied(tried),
      accepted: () => store.refusals.accepted(tried),
    },
    async exclusively(work) {
      const lock = await store.locks.acquire(`sign-in ${url}`, 10_000);
      return work().finally(() => lock.release());
    },
  });
  onTestFinished(() => xapi.close());
  const breakTokens = (): void => {
    broken = true;
  };
  return { ...xapi, log, clock, kept, breakTokens };
}

export async function testStore(now?: () => number): Promise<Store> {
  const store = await openStore(temporaryFolder(), now);
  onTestFinished(() => store.close());
  return store;
}

export function testClock(): TestClock {
  const clock: TestClock = {
    wall: Date.now(),
    monotonic: 0,
    pass(ms) {
      clock.wall += ms;
      clock.monotonic += ms;
    },
  };
  return clock;
}

/** The MAC of a demo device, in the app's form. */
export function macOf(device: { MacAddress: string } | undefined): Mac {
  const verdict = parseMac(device?.MacAddress ?? '');
  if (!verdict.ok) throw new Error(`no MAC: ${device?.MacAddress}`);
  return verdict.mac;
}

/** The error that a promise is rejected with, which must be one of the closed set. */
export async function failure<E extends RekeyError = RekeyError>(work: Promise<unknown>): Promise<E> {
  try {
    await work;
  } catch (error) {
    if (error instanceof RekeyError) return error as E;
    throw error;
  }
  throw new Error('it did not fail');
}
