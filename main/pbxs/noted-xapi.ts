import { RekeyError } from '../../common/errors.ts';
import type { Problem } from '../../common/model.ts';
import { toProblem } from '../../common/problem.ts';
import { concernsConnection, kindOfFailure } from '../xapi/failures.ts';
import { type Xapi, XapiError } from '../xapi/index.ts';

export interface Noting {
  /** What the user calls the PBX; null once it is removed. */
  name(): string | null;
  answered(): void;
  failed(problem: Problem): void;
}

/** Whether a failure concerns the connection to a PBX, and not only a single request. */
export function isOfConnection(error: unknown): error is RekeyError {
  return error instanceof RekeyError && concernsConnection(error.code);
}

/** Wraps a client: each request records whether the PBX is usable, and errors name the PBX if that helps. */
export function notedXapi(xapi: Xapi, noting: Noting): Xapi {
  /** @param whole whether the request shows if the PBX can be used at all */
  const noted = async <T>(work: Promise<T>, { whole = false, asks = true } = {}): Promise<T> => {
    try {
      const result = await work;
      if (asks && result !== null) noting.answered();
      return result;
    } catch (thrown) {
      const error = named(thrown, noting.name());
      const counts = whole && error instanceof RekeyError && error.code !== 'cancelled';
      if (counts || isOfConnection(error)) noting.failed(toProblem(error));
      throw error;
    }
  };
  return {
    ...xapi,
    ready: () => noted(xapi.ready(), { asks: false }),
    test: (signal) => noted(xapi.test(signal), { whole: true }),
    listDevices: (signal) => noted(xapi.listDevices(signal), { whole: true }),
    listDevicesQuietly: () => noted(xapi.listDevicesQuietly()),
    regenerate: (...args) => noted(xapi.regenerate(...args)),
    reprovision: (...args) => noted(xapi.reprovision(...args)),
    addresses: (...args) => noted(xapi.addresses(...args)),
    readPassword: (...args) => noted(xapi.readPassword(...args)),
    readVersion: (signal) => noted(xapi.readVersion(signal)),
    regenerateUser: (...args) => noted(xapi.regenerateUser(...args)),
    readUserPassword: (...args) => noted(xapi.readUserPassword(...args)),
  };
}

/** An error that is fixed by changing a PBX's entry names that entry. */
function named(thrown: unknown, pbx: string | null): unknown {
  if (!(thrown instanceof XapiError) || pbx === null || kindOfFailure(thrown.code) !== 'entry') return thrown;
  const { code, facts, effect, retryAfterMs, byPbx } = thrown;
  return new XapiError(code, { ...facts, pbx }, effect, { retryAfterMs, byPbx, cause: thrown });
}
