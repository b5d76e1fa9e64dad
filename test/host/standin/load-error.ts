/** What Electron's `loadURL` rejects with. */
export interface LoadError extends Error {
  errno: number;
  code: string;
  url: string;
}

// Chromium's numbers for the errors that can occur in a test.
const numbers: Record<string, number> = {
  ERR_ABORTED: -3,
  ERR_BLOCKED_BY_CLIENT: -20,
  ERR_CONNECTION_REFUSED: -102,
  ERR_FAILED: -2,
  ERR_FILE_NOT_FOUND: -6,
  ERR_INVALID_URL: -300,
  ERR_NAME_NOT_RESOLVED: -105,
  ERR_UNKNOWN_URL_SCHEME: -302,
};

/** Converts one of Playwright's errors to Electron's. */
export function loadErrorOf(error: unknown, url: string): LoadError {
  const [, found = 'ERR_FAILED'] = /net::(ERR_[A-Z_]+)/.exec(String(error)) ?? [];
  const errno = numbers[found] ?? -2;
  return Object.assign(new Error(`${found} (${errno}) loading '${url}'`), { errno, code: found, url });
}
