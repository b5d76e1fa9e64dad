import { macsOf } from '../../desk-phones.ts';
import type { FetchGroup, KnownFetches, PageRefusal } from '../../fetching.ts';
import type { FetchState, Item, ItemFetch, ItemState, UnknownFetch } from '../../model.ts';
import type { UsageReasons } from '../error-words.ts';
import { type Format, isToday, pastTime } from '../format.ts';

const devices = (count: number): string => (count === 1 ? '1 device' : `${count} devices`);
const its = (count: number, one: string, many: string): string => (count === 1 ? one : many);
/** Models with how many there are of each, in brackets. */
const named = (models: FetchGroup['models']): string =>
  models.length === 0
    ? ''
    : ` (${models.map(({ model, count }) => (count === 1 ? model : `${count} × ${model}`)).join(', ')})`;

/** What fetching means, for so many devices of a kind. */
const means: Record<FetchGroup['kind'], (count: number, models: string) => string> = {
  dect: (count, models) =>
    `${its(count, 'DECT base', `${count} DECT bases`)}${models}: ${its(count, 'restarts and drops its', 'restart and drop their')} calls.`,
  fxs: (count, models) =>
    `${its(count, 'Gateway', `${count} gateways`)}${models}: may restart and drop ${its(count, 'its', 'their')} calls.`,
  'desk-phone': (count, models) =>
    `${its(count, 'Desk phone', `${count} desk phones`)}${models}: may restart.`,
  unknown: (count) =>
    `${its(count, 'Device whose model isn’t known', `${count} devices whose model isn’t known`)}: may restart and drop calls.`,
};

/** What is known about devices before they are asked: the only one there is, or some of several. */
const known: Record<KnownFetches['state'], (one: boolean, count: number, when: string) => string> = {
  fetched: (one, count, when) =>
    one
      ? `It already fetched this password, ${when} (PBX clock).`
      : `${count} of them already fetched the new password${its(count, '', ', the last')} ${when} (PBX clock).`,
  awaited: (one, count, when) =>
    one
      ? `Asked ${when}, not fetched yet.`
      : `${count} of them ${its(count, 'was', 'were')} asked${its(count, '', ', the last')} ${when}, and ${its(count, 'hasn’t', 'haven’t')} fetched yet.`,
  asked: (one, count, when) =>
    one
      ? `Asked ${when}; whether it fetched isn’t known.`
      : `${count} of them ${its(count, 'was', 'were')} asked${its(count, '', ', the last')} ${when}; whether ${its(count, 'it', 'they')} fetched isn’t known.`,
  failed: (one, count, when) =>
    one
      ? `The PBX couldn’t generate its configuration ${when} (PBX clock).`
      : `The PBX couldn’t generate the configuration of ${count} of them${its(count, '', ', the last')} ${when} (PBX clock).`,
  rejected: (one, count) =>
    one
      ? 'The PBX rejected this request before.'
      : `The PBX rejected this request for ${count} of them before.`,
};

const unknown: Record<UnknownFetch, string> = {
  'no-pbx-time': 'Not known: the PBX didn’t say when the password changed',
  forbidden: 'Not known: this API client may not read the PBX’s events',
  unreadable: 'Not known: the PBX’s events can’t be read',
  'signed-out': 'Not known: Rekey is no longer signed in to the PBX',
  'not-watched': 'Not known: Rekey wasn’t running or connected',
};

const requests: Record<FetchState, string> = {
  queued: 'To be asked to fetch its configuration',
  running: 'Asking it to fetch its configuration',
  accepted: 'Asked to fetch its configuration',
  refused: 'The PBX rejected the request to fetch its configuration',
  'not-asked': 'Not asked: the PBX rejects this request for gateways and DECT bases',
  unclear: 'Possibly asked to fetch its configuration; the PBX didn’t clearly confirm it',
  cancelled: 'Not asked to fetch its configuration (cancelled)',
};

/** The same in a row of a table. */
const shortRequests: Record<FetchState, string> = {
  queued: 'To be asked to fetch',
  running: 'Being asked to fetch',
  accepted: 'Asked to fetch',
  refused: 'Request to fetch rejected',
  'not-asked': 'Not asked: rejected by the PBX',
  unclear: 'Possibly asked to fetch',
  cancelled: 'Not asked (cancelled)',
};

/** Why a device's page can't be opened. */
const noPage: Record<PageRefusal, string> = {
  'not-reported': 'The PBX doesn’t report an IP address for this device.',
  'behind-sbc': 'This device is behind an SBC. Its page can’t be opened from here.',
  'not-private': 'The PBX reports an address outside the local network. Rekey opens private addresses only.',
  'not-an-address': 'The PBX reports something other than an IP address.',
  'browser-failed': 'The browser couldn’t be opened.',
};

/** Beside a password of which it isn’t known whether it is new. */
function aboutUncertain(fetch: ItemFetch | undefined, count: number, at: string): string {
  if (fetch?.state === 'generated')
    return `${count === 1 ? 'The device' : 'All of these devices'} fetched ${its(count, 'its', 'their')} configuration since, ${its(count, '', 'the last ')}at ${at} (PBX clock), with the password that the PBX had then.`;
  return `Rekey doesn’t know which password ${its(count, 'the device has', 'these devices have')}. Try this one, then the old one.`;
}

/** Beside a new password of several devices. */
function aboutMany(fetch: ItemFetch | undefined, count: number, at: string): string {
  const none = fetch?.devices.every(({ generatedAt }) => generatedAt === null) ?? true;
  const failed = fetch?.devices.filter(({ generatedAt, failedAt }) => !generatedAt && failedAt).length ?? 0;
  switch (fetch?.state) {
    case 'generated':
      return `All of these devices fetched their configuration with this password, the last at ${at} (PBX clock). Where it doesn’t work yet, the device hasn’t applied it.`;
    case 'not-generated':
      return failed === count
        ? 'The PBX couldn’t generate the configuration of any of these devices, so they probably still have their old password.'
        : 'The PBX couldn’t generate the configuration of some of these devices, so those probably still have their old password.';
    case 'awaited':
      return `The PBX hasn’t reported yet that ${none ? 'any' : 'all'} of these devices fetched this password. Where it doesn’t work, use the old one.`;
    case 'not-seen':
      return `The PBX didn’t report that ${none ? 'any' : 'all'} of these devices fetched this password while Rekey watched for it. Where it doesn’t work, use the old one.`;
    default:
      return 'Rekey doesn’t know whether these devices have fetched this password. Where it doesn’t work, try the old one.';
  }
}

/** Whether a fetched password is in use, and what opens a device's page, in English. */
export function fetching({ clock, day, moment }: Format) {
  const when = (at: string): string => (isToday(at) ? `at ${clock(at)}` : `on ${day(at)} at ${clock(at)}`);
  const past = (at: string): string => pastTime({ clock, day }, at);
  return {
    action: 'Have it fetch now',
    /** For devices that have fetched, or are awaited. */
    askAgain: 'Ask again…',
    actionAll: (count: number): string =>
      count === 1 ? 'Have 1 device fetch now' : `Have ${count} devices fetch now`,
    actionSelected: (count: number): string =>
      count === 0 ? 'Have selected fetch now' : `Have selected fetch now (${count})`,
    /** Expands what is known about one result. */
    more: (of: string): string => `Fetching and page: ${of}`,
    question: (count: number, pbx: string): string =>
      count === 1
        ? `Have this device fetch its configuration from ${pbx} now?`
        : `Have these ${count} devices fetch their configuration from ${pbx} now?`,
    means: ({ kind, models, count }: FetchGroup): string => means[kind](count, named(models)),
    /** @param total of the devices that the question is about */
    known: ({ state, count, at }: KnownFetches, total: number): string =>
      known[state](total === 1, count, at === null ? '' : when(at)),
    pace: (seconds: number): string => `One device every ${seconds} seconds.`,
    /** Devices that are not asked. */
    skipped: (count: number): string => `${devices(count)} already fetched or asked, skipped`,
    progress: (done: number, total: number): string => `${done} of ${devices(total)} done`,
    pause: 'Pause fetching',
    resume: 'Resume fetching',
    cancel: 'Cancel fetching',
    /** On Device, while devices are asked. */
    blocks: 'Until this has finished or is paused, no password of this PBX can be regenerated.',
    paused: (left: number): string => `Fetching paused, ${devices(left)} not asked yet`,
    pausedOn: (pbx: string, left: number): string =>
      `Fetching paused on ${pbx}: ${devices(left)} not asked yet`,
    pausedShort: 'Fetching paused',
    pausedRuns: 'Paused fetching',
    /** Another process does it, such as the terminal. */
    elsewhere: (left: number): string =>
      `Rekey in a terminal or another window is asking devices to fetch, ${devices(left)} to go`,
    ended: (accepted: number, total: number): string => `${accepted} of ${devices(total)} asked to fetch`,
    kindRefused: 'This PBX doesn’t accept the request for gateways and DECT bases.',
    /** Instead of requests that the PBX rejected. */
    restart: (count: number): string =>
      `The PBX rejects the request for ${devices(count)}: restart ${its(count, 'it', 'them')} yourself, or in the 3CX Admin Console.`,
    /** The same for the only device that it is about. */
    restartIt: 'Restart it yourself, or in the 3CX Admin Console.',
    request: requests,
    shortRequest: shortRequests,
    /** One line for what is known. @param outcome of the item; where that is uncertain, so is when the password changed */
    state(fetch: ItemFetch, outcome: ItemState): string {
      switch (fetch.state) {
        case 'generated':
          return `Configuration generated ${when(fetch.at ?? '')} (PBX clock)${outcome === 'succeeded' ? ', after the change' : ''}`;
        case 'not-generated':
          return `Configuration couldn’t be generated ${when(fetch.at ?? '')} (PBX clock)`;
        case 'awaited':
          return 'Not fetched yet';
        case 'not-seen':
          return 'Not fetched while Rekey watched for it';
        case 'unknown':
          return unknown[fetch.reason ?? 'not-watched'];
      }
    },
    /** The same in a row of a table. */
    shortState(fetch: ItemFetch): string {
      switch (fetch.state) {
        case 'generated':
          return `Fetched ${past(fetch.at ?? '')}`;
        case 'not-generated':
          return `Not generated ${past(fetch.at ?? '')}`;
        case 'awaited':
          return 'Not fetched yet';
        case 'not-seen':
          return 'Not fetched';
        case 'unknown':
          return 'Fetching not known';
      }
    },
    askedAt: (at: string): string => `asked ${past(at)}`,
    /** Chips of a job’s devices. */
    chips: { unfetched: 'Not fetched', rejected: 'Rejected or not asked' },
    /** Beside an item’s password: when it works. */
    aboutPassword(item: Item): string {
      const { fetch, state } = item;
      const count = macsOf(item).length;
      const at = fetch?.at ? moment(fetch.at) : '';
      if (state !== 'succeeded') return aboutUncertain(fetch, count, at);
      if (count > 1) return aboutMany(fetch, count, at);
      switch (fetch?.state) {
        case 'generated':
          return `The device fetched its configuration with this password at ${at} (PBX clock). If it doesn’t work yet, the device hasn’t applied it.`;
        case 'not-generated':
          return 'The PBX couldn’t generate the device’s configuration, so the device probably still has its old password.';
        case 'awaited':
          return 'The PBX hasn’t reported yet that the device fetched this password. Until then, use the old one.';
        case 'not-seen':
          return 'The PBX didn’t report that the device fetched this password while Rekey watched for it. If it doesn’t work, use the old one.';
        default:
          return 'Rekey doesn’t know whether the device has fetched this password. If it doesn’t work, try the old one.';
      }
    },
    summary: (generated: number, total: number): string =>
      `${generated} of ${devices(total)} fetched the new password.`,
    page: {
      action: 'Open its page',
      copyToo: 'Copy the password and open its page',
      opened: (address: string): string => `Opened https://${address}/ in the browser`,
      notOpened: noPage,
      copied: 'The password was copied.',
      notCopied: 'The password wasn’t copied.',
    },
  };
}

/** Of the reasons of `usage`. */
export const fetchReasons = {
  'nothing-to-fetch': () => ({
    title: 'Nothing to fetch',
    happened: 'There is no device here with a new password to fetch.',
    next: 'Choose devices that have a new password.',
  }),
  'fetch-of-other-pbx': () => ({
    title: 'Devices of another PBX',
    happened: 'These devices are on another PBX.',
    next: 'Choose the PBX that has them.',
  }),
} satisfies Partial<UsageReasons>;
