import { describe, expect, test } from 'vitest';
import { readDeskPhones, readFxs, userId } from '../../../../main/xapi/replies.ts';

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
