import { type Mac, parseMac } from '../../common/mac.ts';
import { NotSignedIn } from './call.ts';
import { XapiError } from './error.ts';
import { createPages, type Page } from './listing/pages.ts';
import { credentialsEntry, type ShownPassword, shownPassword } from './replies.ts';

/** A device whose current password is to be read. */
export interface WantedPassword {
  mac: Mac;
  /** Spellings of its MAC to try in turn. */
  keys: readonly string[];
}

/** The current passwords that could be read, by MAC unless stated otherwise. */
export interface CurrentPasswords<Key = Mac> {
  /** Null: the PBX shows none. A password that could not be read is missing, also one that is masked by asterisks. */
  found: Map<Key, string | null>;
  /** The access token was rejected on the way: with a new one, the rest can be requested. */
  signedOut: boolean;
}

export interface CurrentPasswordsParts {
  origin: string;
  /** Requests a path of the device collection with the current token and returns the parsed body. @throws NotSignedIn */
  get(path: string): Promise<unknown>;
  /** Reads one device with the current token. @throws XapiError, NotSignedIn */
  readOne(wanted: WantedPassword): Promise<ShownPassword>;
  /** Called before each request; false: nothing more is sent. */
  mayGoOn(): Promise<boolean>;
}

/** After this many consecutive devices that cannot be read, or have no password, the others are not tried either. */
const maxFailures = 3;

/** Nothing more may be sent. */
class Stopped extends Error {}

/**
 * Reads the current passwords of several devices, by page or one by one, whichever needs fewer requests. Only the
 * wanted devices of a page are kept. A failure ends the reading early and is not thrown: nothing depends on it.
 */
export async function readCurrentPasswords(
  wanted: readonly WantedPassword[],
  { origin, get, readOne, mayGoOn }: CurrentPasswordsParts,
): Promise<CurrentPasswords> {
  const found = new Map<Mac, string | null>();
  const left = new Map(wanted.map((each) => [each.mac, each]));
  const throwIfStopped = async (): Promise<void> => {
    if (!(await mayGoOn())) throw new Stopped();
  };

  /** Returns for how many wanted devices a page shows passwords. One without is read alone: lists may omit passwords. */
  const take = ({ entries }: Page): number => {
    let taken = 0;
    /** A device that a page lists twice with different passwords counts as missing. */
    const contradicted = new Set<Mac>();
    const onPage = new Map<Mac, ShownPassword>();
    for (const entry of entries) {
      const parsed = credentialsEntry.safeParse(entry);
      const verdict = parseMac(parsed.data?.MacAddress ?? '');
      if (!parsed.success || !verdict.ok || !left.has(verdict.mac)) continue;
      const password = shownPassword(parsed.data.Password);
      if (onPage.has(verdict.mac) && onPage.get(verdict.mac) !== password) contradicted.add(verdict.mac);
      onPage.set(verdict.mac, password);
    }
    for (const [mac, password] of onPage) {
      if (!password || contradicted.has(mac)) continue;
      found.set(mac, password);
      left.delete(mac);
      taken += 1;
    }
    return taken;
  };

  const readPages = async (): Promise<void> => {
    const pages = createPages(
      { path: '/xapi/v1/Fxs', fixed: { select: 'MacAddress,Password' }, orderBy: 'MacAddress' },
      {
        origin,
        mayGoOn: () => true,
        async get(path) {
          await throwIfStopped();
          return get(path);
        },
      },
      { insists: false },
    );
    let page: Page | null = await pages.first();
    let position = 0;
    for (;;) {
      const { entries, count }: Page = page;
      const taken = take(page);
      position += entries.length;
      if (entries.length === 0 || left.size === 0) return;
      // Some builds count what is on the page: only a page without any wanted device shows that reading on is
      // useless.
      const pagesLeft = count === null ? 0 : Math.ceil((count - position) / entries.length);
      if (pagesLeft < 1 ? taken === 0 : pagesLeft >= left.size) return;
      if (left.size < 2) return;
      page = await pages.at(position);
      if (!page) return;
    }
  };

  return untilStopped(found, async () => {
    // At least two requests, because the number of pages is unknown.
    if (left.size > 2) await readPages().catch(unlessRefusedAsList);
    await readOneByOne([...left.keys()], found, throwIfStopped, async (mac) => {
      const each = left.get(mac);
      return each ? readOne(each) : null;
    });
  });
}

/** The same for users, who are read one by one: a list of all users would contain other users' passwords, too. */
export async function readCurrentUserPasswords(
  ids: readonly number[],
  { readOne, mayGoOn }: { readOne(id: number): Promise<ShownPassword>; mayGoOn(): Promise<boolean> },
): Promise<CurrentPasswords<number>> {
  const found = new Map<number, string | null>();
  const throwIfStopped = async (): Promise<void> => {
    if (!(await mayGoOn())) throw new Stopped();
  };
  return untilStopped(found, () => readOneByOne(ids, found, throwIfStopped, readOne));
}

async function readOneByOne<Key>(
  keys: readonly Key[],
  found: Map<Key, string | null>,
  throwIfStopped: () => Promise<void>,
  readOne: (key: Key) => Promise<ShownPassword>,
): Promise<void> {
  let failures = 0;
  for (const key of keys) {
    await throwIfStopped();
    try {
      const password = await readOne(key);
      if (password !== undefined) found.set(key, password);
      // If a PBX shows no passwords at all, not every user is requested.
      failures = password ? 0 : failures + 1;
    } catch (error) {
      if (!isOfOneDevice(error)) throw error;
      failures += isMissing(error) ? 0 : 1;
    }
    if (failures >= maxFailures) return;
  }
}

/** What was found until the reading ended, for whatever reason. */
async function untilStopped<Key>(
  found: Map<Key, string | null>,
  read: () => Promise<void>,
): Promise<CurrentPasswords<Key>> {
  try {
    await read();
  } catch (error) {
    if (error instanceof NotSignedIn) return { found, signedOut: true };
    if (!(error instanceof Stopped || error instanceof XapiError)) throw error;
  }
  return { found, signedOut: false };
}

function isMissing(error: unknown): boolean {
  return error instanceof XapiError && error.code === 'device-not-found';
}

/** Whether other devices can still be read. */
function isOfOneDevice(error: unknown): error is XapiError {
  if (!(error instanceof XapiError)) return false;
  const busy = error.facts.status === 503;
  return (
    isMissing(error) ||
    ['request-refused', 'response-unreadable'].includes(error.code) ||
    (error.code === 'pbx-error' && !busy)
  );
}

/** The whole list may be rejected, or fail, even if single devices can be read. */
function unlessRefusedAsList(error: unknown): void {
  if (!isOfOneDevice(error)) throw error;
}
