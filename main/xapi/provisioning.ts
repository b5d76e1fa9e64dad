import { z } from 'zod';
import { type Mac, parseMac } from '../../common/mac.ts';
import { tidy } from '../../common/text.ts';
import type { Call } from './call.ts';
import { XapiError } from './error.ts';
import { replyObject, textOrNumber, wholeNumber } from './loose.ts';
import { query } from './odata.ts';
import { parsePbxTime, pbxTimeOf } from './pbx-time.ts';

/** An event in a PBX's log about a device's configuration file. */
export interface ProvisioningEvent {
  /** `generated`: the device requested its configuration, and got it. `failed`: it could not be generated. */
  kind: 'generated' | 'failed';
  /** By the PBX's clock, milliseconds since 1970. */
  at: number;
  /** Those of the wanted devices that it names. */
  macs: Mac[];
}

export interface ProvisioningEvents {
  events: ProvisioningEvent[];
  /** False if a limit ended the reading: older events may be missing. */
  complete: boolean;
}

/**
 * A device's address, as the PBX reports it. Links that the PBX adds are dropped unread: they can contain a signed-in
 * session.
 */
export interface ReportedAddress {
  mac: Mac;
  /** As the PBX reports it, shortened; it may not be an address at all. */
  address: string | null;
  model: string | null;
}

export const reprovisionPath = '/xapi/v1/Users/Pbx.ReprovisionPhone';
const registrarsPath = '/xapi/v1/Users/Pbx.GetPhoneRegistrars';
const eventsPath = '/xapi/v1/EventLogs';

/** From the vendor's documentation: "Provisioning file for MAC … was successfully generated", and its failure. */
const kinds: Readonly<Record<number, ProvisioningEvent['kind']>> = { 10029: 'generated', 30040: 'failed' };
const ofProvisioning = '(EventId eq 10029 or EventId eq 30040)';

/** A 3CX rejects more. */
const pageSize = 100;
/** No known PBX returns fewer per page when there are more. */
const minPageSize = 50;
const maxPages = 10;
const maxPageBytes = 1_000_000;
/** Of all pages, in characters. */
const maxCharacters = 4_000_000;
/** If a PBX sends more than requested, the rest of a page is ignored. */
const maxOnPage = 1_000;
const maxParams = 20;
const maxParam = 500;
/** A time further ahead of the PBX's own clock is not that of an event. */
const maxAheadMs = 60_000;
/** How many devices' addresses are requested at once. */
const maxAddresses = 50;

/** The request body for a device; `key` is the PBX's own spelling of its MAC. */
export function reprovisionBody(key: string): string {
  return JSON.stringify({ mac: key });
}

const instant = z
  .string()
  .max(60)
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,12})?(?:Z|[+-]\d\d:\d\d)$/)
  .transform(parsePbxTime)
  .refine((time) => time !== null);

const eventEntry = replyObject({
  EventId: wholeNumber.refine((id) => id in kinds),
  TimeGenerated: instant,
  Params: z.array(z.unknown()),
});
const anyEntry = replyObject({ TimeGenerated: instant });
const eventPage = replyObject({ value: z.array(z.unknown()) });

/** The wanted MACs that a text contains, in any spelling and context. */
export function macsIn(text: string, wanted: ReadonlySet<Mac>): Mac[] {
  const found = new Set<Mac>();
  const digits = text
    .slice(0, maxParam)
    .toLowerCase()
    .replaceAll(/[:\-.\s_]/g, '');
  for (const [run] of digits.matchAll(/[0-9a-f]{12,}/g))
    for (let at = 0; at + 12 <= run.length; at += 1) {
      const verdict = parseMac(run.slice(at, at + 12));
      if (verdict.ok && wanted.has(verdict.mac)) found.add(verdict.mac);
    }
  return [...found];
}

/** Reads an entry of the event log; null if it is about something else, or about none of the wanted devices. */
export function readEvent(entry: unknown, wanted: ReadonlySet<Mac>): ProvisioningEvent | null {
  const parsed = eventEntry.safeParse(entry);
  const kind = parsed.success ? kinds[parsed.data.EventId] : undefined;
  if (!parsed.success || !kind) return null;
  const { TimeGenerated: at, Params } = parsed.data;
  // The order of the parameters varies.
  const texts = Params.slice(0, maxParams).filter((param) => typeof param === 'string');
  const macs = [...new Set(texts.flatMap((text) => macsIn(text, wanted)))];
  return macs.length === 0 ? null : { kind, at, macs };
}

/**
 * The options to request; if the PBX rejects a request, the next set is tried: how it filters is not known for
 * certain.
 */
const dialects = [
  { select: true, filter: 'both', order: true },
  { select: true, filter: 'ids', order: true },
  { select: true, filter: null, order: true },
  { select: false, filter: null, order: false },
] as const;

function eventsTarget(dialect: (typeof dialects)[number], since: number, skip: number): string {
  const { select, filter, order } = dialect;
  const after = `TimeGenerated ge ${new Date(since).toISOString()}`;
  return `${eventsPath}${query({
    ...(select ? { select: 'Id,EventId,TimeGenerated,Params' } : {}),
    ...(filter === null
      ? {}
      : { filter: filter === 'both' ? `${ofProvisioning} and ${after}` : ofProvisioning }),
    ...(order ? { orderby: 'TimeGenerated desc' } : {}),
    top: pageSize,
    ...(skip > 0 ? { skip } : {}),
  })}`;
}

/** Reads the event log, newest first if the PBX allows that. */
export interface EventReader {
  /**
   * Reads the events of the wanted devices since a moment of the PBX's clock, with the current token, never by
   * signing in.
   *
   * @throws XapiError, NotSignedIn
   */
  read(wanted: ReadonlySet<Mac>, since: number, signal: AbortSignal): Promise<ProvisioningEvents>;
}

export function createEventReader(call: Call, host: string): EventReader {
  /** The index of the first set that this PBX did not reject. */
  let dialect = 0;

  const page = async (
    since: number,
    skip: number,
    signal: AbortSignal,
  ): Promise<{ entries: unknown[]; pbxTime: number | null; characters: number }> => {
    let pbxTime: number | null = null;
    let characters = 0;
    for (;;) {
      const way = dialects[dialect] ?? dialects[0];
      try {
        const body = await call(
          'read-events',
          { method: 'GET', path: eventsTarget(way, since, skip), maxBodyBytes: maxPageBytes, signal },
          {
            quietly: true,
            received: (count) => {
              characters = count;
            },
            replied: (headers) => {
              pbxTime = pbxTimeOf(headers);
            },
          },
        );
        const parsed = eventPage.safeParse(body);
        if (!parsed.success) throw new XapiError('response-unreadable', { host, status: 200 }, 'none');
        return { entries: parsed.data.value.slice(0, maxOnPage), pbxTime, characters };
      } catch (error) {
        const isLast = dialect === dialects.length - 1;
        if (isLast || !(error instanceof XapiError && error.code === 'request-refused')) throw error;
        dialect += 1;
      }
    }
  };

  return {
    async read(wanted, since, signal) {
      const events: ProvisioningEvent[] = [];
      let position = 0;
      let characters = 0;
      let before = '';
      for (let pages = 0; pages < maxPages && characters < maxCharacters; pages += 1) {
        const { entries, pbxTime, characters: count } = await page(since, position, signal);
        characters += count;
        const [first] = entries;
        if (first === undefined) return { events, complete: true };
        const mark = JSON.stringify(first);
        // A PBX that returns the same page for every position: anything beyond a full page stays unknown.
        if (mark === before) return { events, complete: entries.length < minPageSize };
        before = mark;
        position += entries.length;
        for (const entry of entries) {
          const event = readEvent(entry, wanted);
          const isAhead = event !== null && pbxTime !== null && event.at > pbxTime + maxAheadMs;
          if (event && !isAhead && event.at >= since) events.push(event);
        }
        if (isOlder(entries, since)) return { events, complete: true };
      }
      return { events, complete: false };
    },
  };
}

/** Whether a page, newest first, ends before a moment. One in another order says nothing about the next page. */
function isOlder(entries: readonly unknown[], since: number): boolean {
  const newest = anyEntry.safeParse(entries[0]).data?.TimeGenerated;
  const oldest = anyEntry.safeParse(entries.at(-1)).data?.TimeGenerated;
  return newest !== undefined && oldest !== undefined && oldest < newest && oldest < since;
}

const registrarPage = replyObject({ value: z.array(z.unknown()).max(maxOnPage) });
const shortText = textOrNumber
  .nullish()
  .catch(null)
  .transform((text) => tidy(text ?? '', 100) || null);
/** Everything else in an entry, above all links, is dropped here. */
const registrarEntry = replyObject({ MAC: z.string().max(100), IpAddress: shortText, Model: shortText });

/** Requests the addresses of devices. @param keys MACs in the PBX's spelling, at most 50 */
export async function readAddresses(
  call: Call,
  host: string,
  keys: readonly string[],
  signal: AbortSignal | undefined,
): Promise<ReportedAddress[]> {
  const body = JSON.stringify({ macs: keys.slice(0, maxAddresses) });
  const reply = await call('read-addresses', {
    method: 'POST',
    path: registrarsPath,
    body,
    maxBodyBytes: maxPageBytes,
    signal,
  });
  const page = registrarPage.safeParse(reply);
  if (!page.success) throw new XapiError('response-unreadable', { host, status: 200 }, 'none');
  return page.data.value.flatMap((entry) => {
    const parsed = registrarEntry.safeParse(entry);
    const verdict = parseMac(parsed.data?.MAC ?? '');
    if (!parsed.success || !verdict.ok) return [];
    return [{ mac: verdict.mac, address: parsed.data.IpAddress, model: parsed.data.Model }];
  });
}
