import { type DeviceModel, deviceModels, firstNames, lastNames, phoneModels, places } from './catalogue.ts';
import type { DeviceInfo, Fxs, Phone, SipDevice, User } from './entities.ts';
import { phoneSettings } from './phone-settings.ts';
import type { Seeded } from './seeded.ts';

/** The demo PBX's initial data. */
export interface Fixtures {
  devices: Fxs[];
  users: User[];
  deviceInfos: DeviceInfo[];
  sipDevices: SipDevice[];
}

const fqdn = 'demo.3cx.example';

export function makeFixtures(seeded: Seeded, count: { devices: number; users: number }): Fixtures {
  const devices = Array.from({ length: count.devices }, (_, index) => makeDevice(seeded, index));
  const users = Array.from({ length: count.users }, (_, index) => makeUser(seeded, index));
  return {
    devices,
    users,
    deviceInfos: makeDeviceInfos(seeded, devices),
    sipDevices: makeSipDevices(seeded, users),
  };
}

// An odd factor makes the last 24 bits differ for every index, so that no MAC occurs twice.
function makeMac(seeded: Seeded, oui: string, index: number): string {
  const tail = (seeded.int(0x1000000, 'mac') + index * 7919) % 0x1000000;
  return `${oui}${tail.toString(16).padStart(6, '0')}`.toUpperCase();
}

function pick<T>(list: readonly T[], index: number): T {
  const value = list[index % list.length];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
}

function makeDevice(seeded: Seeded, index: number): Fxs {
  const model = pick(deviceModels, index);
  const bare = makeMac(seeded, pick(model.ouis, seeded.int(97, 'oui', index)), index);
  const mac = index % 6 === 4 ? bare.toLowerCase() : bare;
  const used = model.type === 'Fxs' ? model.lines : 1 + seeded.int(6, 'lines', index);
  const round = Math.floor(index / places.length);
  const place = pick(places, index);
  const what = model.lines === 1 ? 'phone' : model.model;
  const secretPart = seeded.text(12, 'provisioning', bare);
  return {
    Brand: model.brand,
    Codecs: ['PCMA', 'PCMU', 'G722'],
    FxsLineCount: model.lines,
    FxsLines: Array.from({ length: used }, (_, line) => ({
      Key: line + 1,
      Name: model.type === 'Dect' ? `Handset ${line + 1}` : null,
      Number: `${200 + index * 20 + line}`,
    })),
    Group: 'DEFAULT',
    Language: 'EN',
    MacAddress: mac,
    Model: model.model,
    ModelName: `${model.brand} ${model.model}`,
    Name: round === 0 ? `${place} ${what}` : `${place} ${what} ${round + 1}`,
    Password: seeded.text(12, 'password', bare.toLowerCase(), 0),
    Provisioning: {
      LocalAudioPortEnd: 14000,
      LocalAudioPortStart: 13000,
      LocalInterface: '192.168.10.2',
      LocalSipPort: 5060 + (index % 100),
      Method: pick(['LocalLan', 'RemoteExtSipProxyMgr', 'SBC'] as const, index),
      ProvLink: `https://${fqdn}:5001/provisioning/${secretPart}/cfg${mac.toLowerCase()}.xml`,
      RemoteFQDN: fqdn,
      RemotePort: 5060,
      SbcName: index % 3 === 2 ? 'SBC warehouse' : null,
    },
    Registered: { InterfaceLink: `https://192.168.10.${10 + (index % 200)}/`, MacAddress: mac },
    Secret: seeded.text(16, 'secret', bare),
    Template: makeTemplate(model),
    TimeZone: 'Europe/Nicosia',
    Variables: model.type === 'Dect' ? [{ Name: 'DectPin', Value: seeded.text(8, 'pin', bare) }] : [],
  };
}

function makeTemplate(model: DeviceModel): NonNullable<Fxs['Template']> {
  return {
    AllowedNetConfigs: ['LocalLan', 'RemoteExtSipProxyMgr', 'SBC'],
    AllowSSLProvisioning: true,
    Brand: model.brand,
    Content: null,
    DeviceType: model.type,
    Id: `${model.brand.toLowerCase()}${model.model.toLowerCase()}.ph.xml`,
    IsCustom: false,
    Languages: ['EN', 'DE', 'FR'],
    Models: [
      {
        CanBeSBC: false,
        DisplayName: `${model.brand} ${model.model}`,
        UserAgent: `${model.brand} ${model.model} ${model.firmware}`,
      },
    ],
    NumberOfExtensions: model.lines,
    RpsEnabled: model.brand !== 'Grandstream',
    TemplateType: 'Preferred',
    TimeZones: ['Europe/Nicosia', 'Europe/Berlin'],
    URL: 'https://www.3cx.com/sip-phones/',
    Variables: [
      {
        Choices: [{ DisplayName: 'On', Name: '1' }],
        Name: 'Encryption',
        Title: 'Encrypt calls in the air',
        ValidationType: null,
      },
    ],
  };
}

function makeUser(seeded: Seeded, index: number): User {
  const first = pick(firstNames, index);
  const last = pick(lastNames, index);
  const number = `${100 + index}`;
  const phones = index % 5 === 3 ? 0 : index % 7 === 5 ? 2 : 1;
  return {
    AccessPassword: seeded.text(12, 'access', number),
    AllowLanOnly: false,
    AuthID: seeded.text(10, 'auth-id', number),
    AuthPassword: seeded.text(10, 'auth', number),
    CallUsEnableChat: false,
    CallUsEnablePhone: false,
    CallUsEnableVideo: false,
    CallUsRequirement: 'Both',
    ClickToCallId: null,
    DeskphonePassword: seeded.text(10, 'deskphone', number, 0),
    DisplayName: `${first} ${last}`,
    EmailAddress: `user${number}@demo.example`,
    Enable2FA: false,
    Enabled: index % 11 !== 10,
    EnableHotdesking: false,
    FirstName: first,
    HotdeskingAssignment: null,
    Id: 40 + index,
    IsRegistered: phones > 0,
    LastName: last,
    Number: number,
    Phones: Array.from({ length: phones }, (_, phone) => makePhone(seeded, index * 2 + phone)),
    PrimaryGroupId: 28,
    Require2FA: false,
    SIPID: null,
    TranscriptionMode: 'Nothing',
    VMPIN: seeded.text(8, 'voicemail-pin', number),
  };
}

function makePhone(seeded: Seeded, index: number): Phone {
  const model = pick(phoneModels, index);
  // Far from the devices' numbers: some brands share a prefix with them.
  const mac = makeMac(seeded, model.oui, 1_000_000 + index);
  const secretPart = seeded.text(12, 'phone-provisioning', index);
  return {
    Id: 900 + index,
    Interface: '192.168.10.2',
    MacAddress: index % 5 === 4 ? mac.toLowerCase() : mac,
    Name: `${model.brand} ${model.model}`,
    ProvisioningLinkExt: `https://${fqdn}/provisioning/${secretPart}/${mac.toLowerCase()}.cfg`,
    ProvisioningLinkLocal: `https://192.168.10.2:5001/provisioning/${secretPart}/${mac.toLowerCase()}.cfg`,
    Settings: phoneSettings(seeded.text(12, 'phone-secret', index)),
    TemplateName: `${model.brand.toLowerCase()}${model.model.toLowerCase()}.ph.xml`,
  };
}

function makeDeviceInfos(seeded: Seeded, devices: Fxs[]): DeviceInfo[] {
  const known = devices.slice(0, 5).map((device) => ({ mac: device.MacAddress, assigned: true, device }));
  const fresh = [0, 1].map((index) => ({
    mac: makeMac(seeded, '000B82', 2_000_000 + index),
    assigned: false,
    device: null,
  }));
  return [...known, ...fresh].map(({ mac, assigned, device }, index) => ({
    Assigned: assigned,
    AssignedUser: assigned ? (device?.Name ?? null) : null,
    DetectedAt: `2026-01-${`${index + 10}`}T08:${`${index + 10}`}:00Z`,
    FirmwareVersion: '1.0.55.6',
    Id: index + 1,
    InterfaceLink: `https://192.168.10.${index + 10}/`,
    MAC: mac,
    Model: device?.Model ?? 'HT801',
    NetworkAddress: `192.168.10.${index + 10}`,
    NetworkPath: null,
    Parameters: null,
    SbcName: null,
    TemplateName: device?.Template?.Id ?? null,
    UserAgent: `${device?.ModelName ?? 'Grandstream HT801'} 1.0.55.6`,
    Vendor: device?.Brand ?? 'Grandstream',
    ViaSBC: false,
  }));
}

function makeSipDevices(seeded: Seeded, users: User[]): SipDevice[] {
  return users
    .filter((user) => user.Phones.length > 0)
    .slice(0, 5)
    .map((user, index) => ({
      DN: {
        Hidden: false,
        Id: user.Id,
        Name: user.DisplayName ?? '',
        Number: user.Number,
        Type: 'Extension',
      },
      Id: index + 1,
      PhoneWebPassword: user.DeskphonePassword,
      ProvLink: user.Phones[0]?.ProvisioningLinkExt ?? null,
      Registrar: {
        Capabilities: 3,
        FirmwareAvailable: null,
        InterfaceLink: `https://192.168.10.${100 + index}/`,
        FirmwareVersion: '96.86.0.100',
        IpAddress: `192.168.10.${100 + index}`,
        MAC: user.Phones[0]?.MacAddress ?? null,
        Model: user.Phones[0]?.Name ?? null,
        UserAgent: `${user.Phones[0]?.Name} ${seeded.int(90, 'firmware', index)}`,
        Vendor: user.Phones[0]?.Name?.split(' ')[0] ?? null,
      },
    }));
}
