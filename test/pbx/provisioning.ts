import { type EventLog, normalMac, type PhoneRegistrar } from './entities.ts';
import type { PbxState } from './state.ts';

/** The event log's types of events about a configuration file. [vendor] */
const provisioningEvents = { generated: 10029, failed: 30040 } as const;
export type ProvisioningResult = keyof typeof provisioningEvents;

/** Whether `ReprovisionPhone` and the like know a MAC: those of desk phones, and perhaps those of an Fxs. */
export function isKnownToPhoneActions(state: PbxState, mac: string): boolean {
  const wanted = normalMac(mac);
  const isPhone = state.users.some((user) =>
    user.Phones.some((phone) => normalMac(phone.MacAddress ?? '') === wanted),
  );
  return isPhone || (state.behaviour.actionsKnowFxs && isFxs(state, wanted));
}

function isFxs(state: PbxState, wanted: string): boolean {
  return state.devices.some((fxs) => normalMac(fxs.MacAddress) === wanted);
}

/** Asks a device to fetch its configuration file: it does so a while later, by the PBX's clock. */
export function reprovision(state: PbxState, mac: string): void {
  state.reprovisioned.push(normalMac(mac));
  if (state.behaviour.fetchOutcome === 'silent') return;
  state.fetching.push({ mac, at: state.now() + state.behaviour.fetchAfterMs });
}

/** The current event log, including what devices have fetched by now. */
export function eventsNow(state: PbxState): EventLog[] {
  const { fetchOutcome } = state.behaviour;
  const due = state.fetching.filter(({ at }) => at <= state.now());
  for (const fetching of due) {
    state.fetching.splice(state.fetching.indexOf(fetching), 1);
    noteFetch(state, fetching.mac, fetchOutcome === 'failed' ? 'failed' : 'generated', fetching.at);
  }
  return state.events;
}

/** Records that a configuration file was requested. */
export function noteFetch(state: PbxState, mac: string, result: ProvisioningResult, at: number): void {
  const index = state.events.length;
  const ok = result === 'generated';
  state.events.push({
    EventId: provisioningEvents[result],
    Group: 'Provisioning',
    GroupName: 'Provisioning',
    Id: index + 1,
    Message: ok
      ? 'Provisioning file for MAC {0} requested by {1} was successfully generated'
      : 'Provisioning file for MAC {0} requested by {1} could not be generated',
    Params: paramsOf(spelled(mac, index), index),
    Source: '3CX Provisioning',
    TimeGenerated: new Date(at).toISOString(),
    Type: ok ? 'Info' : 'Error',
  });
}

const noise = [
  { EventId: 4100, Message: 'Extension {0} registered from {1}', Type: 'Info' },
  { EventId: 12290, Message: 'IP {0} was blacklisted', Type: 'Warning' },
  { EventId: 8195, Message: 'Trunk {0} is unregistered', Type: 'Error' },
] as const;

/** The initial contents of an event log. */
export function earlierEvents(count: number, now: number): EventLog[] {
  return Array.from({ length: count }, (_, index) => {
    const { EventId, Message, Type } = noise[index % noise.length] ?? noise[0];
    return {
      EventId,
      Group: 'System',
      GroupName: 'System',
      Id: index + 1,
      Message,
      Params: [`${100 + index}`, `192.168.10.${10 + (index % 200)}`],
      Source: '3CX PhoneSystem',
      TimeGenerated: new Date(now - (count - index) * 60_000).toISOString(),
      Type,
    };
  });
}

/** The log's spelling of a MAC varies, as does its position among the parameters. [seen] */
function spelled(mac: string, index: number): string {
  const bare = normalMac(mac);
  const pairs = bare.match(/../g) ?? [];
  const spellings = [bare, pairs.join(':').toUpperCase(), `cfg${bare}.xml`, `MAC ${pairs.join('-')}`];
  return spellings[index % spellings.length] ?? bare;
}

function paramsOf(mac: string, index: number): string[] {
  const all = [mac, '192.168.10.77', 'SIP/2.0 agent'];
  const start = index % all.length;
  return [...all.slice(start), ...all.slice(0, start)];
}

/** The reply of `GetPhoneRegistrars` for some devices; `InterfaceLink` can contain a signed-in session. [seen] */
export function registrarsOf(state: PbxState, macs: readonly string[]): PhoneRegistrar[] {
  return macs.flatMap((mac) => {
    const wanted = normalMac(mac);
    const phone = state.users
      .flatMap(({ Phones }) => Phones)
      .find(({ MacAddress }) => normalMac(MacAddress ?? '') === wanted);
    const fxs = state.devices.find(({ MacAddress }) => normalMac(MacAddress) === wanted);
    const makeAndModel = fxs?.ModelName ?? phone?.Name;
    if (!makeAndModel) return [];
    const last = 10 + (Number.parseInt(wanted.slice(-2), 16) % 200);
    return [
      {
        Capabilities: 3,
        FirmwareAvailable: null,
        FirmwareVersion: '1.0.55.6',
        InterfaceLink: `https://192.168.10.${last}/?session=${interfaceSession(state, wanted)}`,
        IpAddress: addressOf(state, last),
        MAC: fxs?.MacAddress ?? phone?.MacAddress ?? null,
        Model: makeAndModel.split(' ').slice(1).join(' '),
        UserAgent: `${makeAndModel} 1.0.55.6`,
        Vendor: makeAndModel.split(' ')[0] ?? null,
      },
    ];
  });
}

/** The signed-in session in an `InterfaceLink`: a secret. */
function interfaceSession(state: Pick<PbxState, 'seeded'>, mac: string): string {
  return state.seeded.text(24, 'interface-session', mac);
}

/** The secret part of every link that the PBX has. */
export function linkSecrets(state: PbxState): string[] {
  const phones = state.users.flatMap(({ Phones }) => Phones);
  const macs = [...state.devices, ...phones].map(({ MacAddress }) => normalMac(MacAddress ?? ''));
  const links = [
    ...state.devices.map(({ Provisioning }) => Provisioning?.ProvLink),
    ...phones.flatMap(({ ProvisioningLinkExt, ProvisioningLinkLocal }) => [
      ProvisioningLinkExt,
      ProvisioningLinkLocal,
    ]),
  ];
  return [
    ...macs.map((mac) => interfaceSession(state, mac)),
    ...links.flatMap((link) => (link ? [link.split('/').at(-2) ?? link] : [])),
  ];
}

function addressOf(state: PbxState, last: number): string | null {
  switch (state.behaviour.registrarAddress) {
    case 'private':
      return `192.168.10.${last}`;
    case 'sbc':
      return 'SBC warehouse';
    case 'public':
      return `203.0.113.${last}`;
    case 'missing':
      return null;
  }
}
