import { expect, test } from 'vitest';
import { fetchGroups } from '../../../common/fetching.ts';
import type { Mac } from '../../../common/mac.ts';
import type { Device } from '../../../common/model.ts';

function device(brand: string | null, model: string | null, kind: Device['kind'] = 'fxs'): Device {
  const mac = '0a0000000001' as Mac;
  return { mac, key: mac, kind, name: null, brand, model, owner: null, lines: [] };
}

test('devices are grouped by the effect of fetching, with the brand shown once', () => {
  const items = [
    { device: device('Yealink', 'Yealink W70B') },
    { device: device('Yealink', 'W70B') },
    { device: device('Grandstream', 'HT801') },
    { device: device('Yealink', 'T54W', 'desk-phone') },
    { device: device(null, null) },
    { device: null },
  ];
  expect(fetchGroups(items)).toEqual([
    { kind: 'dect', model: 'Yealink W70B', count: 2 },
    { kind: 'fxs', model: 'Grandstream HT801', count: 1 },
    { kind: 'desk-phone', model: 'Yealink T54W', count: 1 },
    { kind: 'fxs', model: null, count: 1 },
    { kind: 'unknown', model: null, count: 1 },
  ]);
});
