import type { Addresses } from './addresses.ts';
import type { DemoBehaviour } from './behaviour.ts';
import { type EventLog, type Fxs, nameOfUser, normalMac, type PendingFetch, type User } from './entities.ts';
import type { Fixtures } from './fixtures.ts';
import type { KeyLiteral } from './odata-path.ts';
import type { Seeded } from './seeded.ts';
import type { SignInCount, Tokens } from './tokens.ts';

/** The state that the demo PBX's endpoints share. */
export interface PbxState extends Fixtures {
  behaviour: DemoBehaviour;
  tokens: Tokens;
  addresses: Addresses;
  signIns: SignInCount;
  /** Passwords generated, by device and by user (`nameOfUser`): the last one is valid. */
  regenerated: Map<string, string[]>;
  seeded: Seeded;
  events: EventLog[];
  /** Devices that were asked to fetch their configuration, and have not done so yet. */
  fetching: PendingFetch[];
  /** Devices that were asked, by `normalMac`, in order. */
  reprovisioned: string[];
  /** The PBX's own clock. */
  now: () => number;
  findDevice: (key: string) => Fxs | null;
}

/**
 * Finds devices by key. An index entry counts only if it still matches the live array, so that tests may change that
 * array freely, and 10,000 devices are still fast.
 */
export function createDeviceFinder(devices: Fxs[], behaviour: DemoBehaviour): (key: string) => Fxs | null {
  const index = new Map<string, number>();
  const matches = (device: Fxs, key: string) =>
    behaviour.keyCase === 'exact'
      ? device.MacAddress === key
      : device.MacAddress.toLowerCase() === key.toLowerCase();
  return (key) => {
    const remembered = devices[index.get(key) ?? -1];
    if (remembered && matches(remembered, key)) return remembered;
    for (const [position, device] of devices.entries()) index.set(device.MacAddress, position);
    return devices.find((device) => matches(device, key)) ?? null;
  };
}

/** Gives a device a new password. */
export function regenerateDevice(state: PbxState, device: Fxs): void {
  device.Password = nextPassword(state, normalMac(device.MacAddress));
}

/** Gives a user's desk phones a new password, which they all share. */
export function regenerateDeskphones(state: PbxState, user: User): void {
  const macs = user.Phones.map((phone) => normalMac(phone.MacAddress ?? ''));
  const password = nextPassword(state, nameOfUser(user.Id));
  for (const mac of macs) remember(state, mac, password);
  user.DeskphonePassword = password;
  for (const device of state.sipDevices) {
    if (device.DN?.Id === user.Id) device.PhoneWebPassword = password;
  }
}

function nextPassword(state: PbxState, name: string): string {
  const count = (state.regenerated.get(name)?.length ?? 0) + 1;
  const password = state.seeded.text(12, 'password', name, count);
  remember(state, name, password);
  return password;
}

function remember(state: PbxState, name: string, password: string): void {
  const list = state.regenerated.get(name);
  if (list) list.push(password);
  else state.regenerated.set(name, [password]);
}

export function findUser(state: PbxState, key: KeyLiteral): User | null {
  return state.users.find((user) => user.Id === key.value) ?? null;
}
