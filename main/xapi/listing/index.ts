import type { Mac } from '../../../common/mac.ts';
import type { Device, DeviceList } from '../../../common/model.ts';
import type { Operation } from '../../log/index.ts';
import type { Patience } from '../patience.ts';
import { fxsId, readDeskPhones, readFxs, userId } from '../replies.ts';
import { type Collected, collect } from './collect.ts';
import type { Collection } from './collection.ts';

/** How the pages of a listing are fetched. */
export interface ListingParts {
  origin: string;
  /**
   * Requests a path and returns the parsed body.
   *
   * @param received called with the number of characters received
   */
  get(
    operation: Operation,
    path: string,
    options: { maxBody: number; signal?: AbortSignal | undefined; received(characters: number): void },
  ): Promise<unknown>;
  /** For requests that the PBX puts off. */
  patience: Patience;
  /** Whether an error ends the whole listing, even while it reads what is optional. */
  endsAll(error: unknown): boolean;
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds of a monotonic clock. */
  monotonic(): number;
}

/** The maximum size of one page, in bytes. */
const maxPage = 4_000_000;
/**
 * The maximum size of a whole collection, whatever a PBX sends: reading then ends, and the list is marked as perhaps
 * incomplete. Together with `maxPage` and the limits of `isCheapToParse` this keeps memory use below 150 MB;
 * memory.test.ts measures it.
 */
const maxCharacters = 32_000_000;
const maxPages = 1_000;
/** Devices and their lines. */
const maxKept = 300_000;
const maxListingMs = 5 * 60_000;
/** Desk phones are only read to distinguish them from gateways, so nobody should wait long for them. */
const maxDeskPhonesMs = 20_000;
const maxDeskPhonesReplyMs = 8_000;

const gateways: Collection<Device> = {
  path: '/xapi/v1/Fxs',
  fixed: { select: 'MacAddress,Name,Brand,Model,ModelName,FxsLines' },
  orderBy: 'MacAddress',
  idOf: fxsId,
  read(entry) {
    const device = readFxs(entry);
    return device && [device];
  },
};

/** Each user's desk phones; null if the PBX does not say. */
const users: Collection<Device[] | null> = {
  path: '/xapi/v1/Users',
  fixed: { select: 'Id,Number,DisplayName', expand: 'Phones($select=MacAddress,Name)' },
  orderBy: 'Id',
  idOf: userId,
  read(entry) {
    const phones = readDeskPhones(entry);
    return phones === 'unreadable' ? null : [phones];
  },
};

/** Reads the gateways and DECT bases of a PBX, and its desk phones if possible. */
export async function readDeviceList(parts: ListingParts, signal?: AbortSignal): Promise<DeviceList> {
  const { origin, monotonic, patience } = parts;
  /** Milliseconds spent on it, except waiting as the PBX asks. */
  const elapsed = (): number => monotonic() - patience.waitedMs();

  const read = <T>(
    collection: Collection<T>,
    operation: Operation,
    sizeOf: (item: T) => number,
    limits: { maxMs: number; replyMs?: number; survives(error: unknown): boolean },
  ): Promise<Collected<T>> => {
    const until = elapsed() + limits.maxMs;
    let pages = 0;
    let characters = 0;
    let kept = 0;
    const counted: Collection<T> = {
      ...collection,
      read(entry) {
        const items = collection.read(entry);
        for (const item of items ?? []) kept += sizeOf(item);
        return items;
      },
    };
    return collect(counted, {
      origin,
      survives: limits.survives,
      mayGoOn: () => pages < maxPages && characters < maxCharacters && kept < maxKept && elapsed() < until,
      get: (path) =>
        patience.attempt(() => {
          pages += 1;
          const signals = [signal, limits.replyMs === undefined ? null : AbortSignal.timeout(limits.replyMs)];
          return parts.get(operation, path, {
            maxBody: maxPage,
            signal: AbortSignal.any(signals.filter((each) => each instanceof AbortSignal)),
            received(count) {
              characters += count;
            },
          });
        }),
    });
  };

  const listed = await read(gateways, 'list-devices', ({ lines }) => 1 + lines.length, {
    maxMs: maxListingMs,
    survives: () => false,
  });
  // Each phone of a user comes with the list of all of them.
  const phones = await read(users, 'list-desk-phones', (each) => 1 + (each?.length ?? 0) ** 2, {
    maxMs: maxDeskPhonesMs,
    replyMs: maxDeskPhonesReplyMs,
    survives: (error) => !signal?.aborted && !parts.endsAll(error),
  });
  const byMac = new Map<Mac, Device>();
  for (const device of [...listed.items, ...phones.items.flatMap((each) => each ?? [])]) {
    const known = byMac.get(device.mac);
    if (!known) byMac.set(device.mac, device);
    // It is unclear whose password it has: then it must not stand for either user.
    else if (known.user && known.user.id !== device.user?.id) byMac.set(device.mac, withoutUser(known));
  }
  return {
    devices: [...byMac.values()].sort((a, b) => (a.mac < b.mac ? -1 : 1)),
    fetchedAt: new Date(parts.now()).toISOString(),
    unreadable: listed.unreadable,
    complete: listed.complete,
    // A PBX that does not expand its users says nothing about phones.
    deskPhonesRead:
      phones.complete && (phones.items.length === 0 || phones.items.some((each) => each !== null)),
  };
}

function withoutUser({ user: _, ...device }: Device): Device {
  return device;
}
