import { describe, expect, test } from 'vitest';
import {
  credentialsEntry,
  fxsId,
  readDeskPhones,
  readFxs,
  statusReply,
  userId,
} from '../../../../main/xapi/replies.ts';

const MacAddress = '000B82101EEF';
const Phones = [{ MacAddress, Name: 'T46' }];

describe('a gateway', () => {
  test('whose extensions and names are sent as numbers', () => {
    expect(
      readFxs({
        MacAddress,
        Name: 7,
        Brand: 'Grandstream',
        Model: 802,
        FxsLines: [
          { Number: 101, Name: 'Fax' },
          { Number: '102', Name: 201 },
        ],
      }),
    ).toMatchObject({
      name: '7',
      brand: 'Grandstream',
      model: '802',
      lines: [
        { number: '101', name: 'Fax' },
        { number: '102', name: '201' },
      ],
    });
  });

  test('keeps its other extensions where one cannot be read', () => {
    const FxsLines = [{ Number: { a: 1 } }, { Number: 1e300 }, { Number: 1.5 }, { Number: '102' }];
    expect(readFxs({ MacAddress, FxsLines })?.lines).toEqual([{ number: '102', name: null }]);
  });
});

describe('a user', () => {
  test('whose ID is a text and whose extension is a number', () => {
    const entry = { Id: '7', Number: 101, DisplayName: 'Max', Phones };
    expect(userId(entry)).toBe('7');
    expect(readDeskPhones(entry)).toMatchObject([{ owner: 'Max (101)', user: { id: 7 } }]);
  });

  test.each([
    '07',
    '+7',
    ' 7',
    '7.0',
    '1e1',
    '0x7',
    '',
    '2147483648',
    '9'.repeat(400),
    '7) or (1',
    7.5,
    2 ** 31,
    true,
  ])('whose ID is %j has none', (Id) => {
    const phones = readDeskPhones({ Id, Number: '101', DisplayName: 'Max', Phones });
    expect(phones).toMatchObject([{ owner: 'Max (101)' }]);
    expect(phones).not.toMatchObject([{ user: expect.anything() }]);
  });
});

describe('names of fields in another case', () => {
  const recased = (value: unknown, change: (name: string) => string): unknown => {
    if (Array.isArray(value)) return value.map((each) => recased(each, change));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [change(name), recased(each, change)]),
    );
  };
  const fxs = { MacAddress, Name: 'Fax', ModelName: 'HT802', FxsLines: [{ Number: '101', Name: 'Fax' }] };
  const user = { Id: 7, Number: '101', DisplayName: 'Max', Phones };

  test.each([
    ['camelCase', (name: string) => name.slice(0, 1).toLowerCase() + name.slice(1)],
    ['lower case', (name: string) => name.toLowerCase()],
    ['upper case', (name: string) => name.toUpperCase()],
  ])('are read the same: %s', (_, change) => {
    expect(readFxs(recased(fxs, change))).toEqual(readFxs(fxs));
    expect(fxsId(recased(fxs, change))).toBe(MacAddress);
    expect(readDeskPhones(recased(user, change))).toEqual(readDeskPhones(user));
    expect(userId(recased(user, change))).toBe('7');
    expect(credentialsEntry.parse(recased({ MacAddress, Password: 'x' }, change)).Password).toBe('x');
    expect(statusReply.parse(recased({ Version: '20.0.1' }, change)).Version).toBe('20.0.1');
  });

  test('do not replace one in the right case', () => {
    expect(credentialsEntry.parse({ password: 'y', MacAddress, Password: 'x' }).Password).toBe('x');
    expect(credentialsEntry.parse({ password: 'y', MacAddress, Password: null }).Password).toBeNull();
  });
});
