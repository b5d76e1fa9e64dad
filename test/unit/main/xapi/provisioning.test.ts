import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Mac, parseMac } from '../../../../common/mac.ts';
import { pbxTimeOf } from '../../../../main/xapi/pbx-time.ts';
import { macsIn, readEvent, reprovisionBody } from '../../../../main/xapi/provisioning.ts';

function mac(text: string): Mac {
  const verdict = parseMac(text);
  if (!verdict.ok) throw new Error(text);
  return verdict.mac;
}

const one = mac('001565AABBCC');
const other = mac('805EC0123456');
const wanted = new Set([one, other]);
const at = '2026-11-30T14:03:00Z';
const event = (more: object) => ({ EventId: 10029, TimeGenerated: at, Params: [one], ...more });

test('the body of the request is exactly this', () => {
  expect(reprovisionBody('001565AABBCC')).toBe('{"mac":"001565AABBCC"}');
});

describe('the MAC of an event', () => {
  test.each([
    '001565aabbcc',
    '00:15:65:AA:BB:CC',
    '00-15-65-aa-bb-cc',
    '0015.65aa.bbcc',
    '00 15 65 AA BB CC',
    'MAC 001565AABBCC',
    'cfg001565aabbcc.xml',
    'https://pbx/prov/secret/cfg001565aabbcc.xml',
    'mac001565AABBCC requested by 10.0.0.5',
  ])('is found in %s', (text) => expect(macsIn(text, wanted)).toEqual([one]));

  test.each(['', '001565aabbc', 'zz:15:65:AA:BB:CC', '0015x65aabbcc', `${'x'.repeat(600)}${one}`])(
    'is not found in %s',
    (text) => expect(macsIn(text, wanted)).toEqual([]),
  );

  test('is found in any parameter, once', () => {
    for (const Params of [
      [one, 'x', 'y'],
      ['x', `cfg${one}.xml`, 'y'],
      ['x', 'y', one.toUpperCase()],
      [one, one],
    ])
      expect(readEvent(event({ Params }), wanted)).toEqual({
        kind: 'generated',
        at: Date.parse(at),
        macs: [one],
      });
  });

  test('is found where the id is sent as text', () => {
    expect(readEvent(event({ EventId: '10029', Params: [one] }), wanted)).toMatchObject({ macs: [one] });
  });

  test('whatever surrounds it, only wanted MACs are returned', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 700, unit: 'binary' }), (text) => {
        expect(macsIn(text, wanted).every((found) => wanted.has(found))).toBe(true);
        expect(macsIn(`${'zz '.repeat(2)}${one} ${text}`, wanted)).toContain(one);
      }),
    );
  });
});

test.each([
  ['no event', null],
  ['a text', 'x'],
  ['another event', event({ EventId: 12290 })],
  ['an id that is another text', event({ EventId: '10029 ' })],
  ['an id of the prototype', event({ EventId: 'constructor' })],
  ['no time', event({ TimeGenerated: null })],
  ['a time without a zone', event({ TimeGenerated: '2026-11-30T14:03:00' })],
  ['a time that is none', event({ TimeGenerated: '2026-99-30T14:03:00Z' })],
  ['a time beyond the year 9999', event({ TimeGenerated: '9999-12-31T23:59:59-14:00' })],
  ['a time before 1970', event({ TimeGenerated: '1969-12-31T23:59:59Z' })],
  ['a time that is very long', event({ TimeGenerated: `2026-11-30T14:03:00.${'0'.repeat(1e5)}Z` })],
  ['parameters that are none', event({ Params: one })],
  ['parameters of other types', event({ Params: [12, null, { one }, [one]] })],
  ['too many parameters', event({ Params: [...Array(30).fill('x'), one] })],
  ['another device', event({ Params: ['000000000001'] })],
])('%s is left out', (_, entry) => expect(readEvent(entry, wanted)).toBeNull());

test('times have zones and fractions', () => {
  const read = (TimeGenerated: string) => readEvent(event({ TimeGenerated }), wanted)?.at;
  expect(read('2026-11-30T15:03:00+01:00')).toBe(Date.parse(at));
  expect(read('2026-11-30T14:03:00.1234567Z')).toBe(Date.parse(at) + 123);
});

test('no event makes it throw', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), fc.anything(), (EventId, TimeGenerated, Params) => {
      const read = readEvent({ EventId, TimeGenerated, Params }, wanted);
      expect(read === null || read.macs.every((each) => wanted.has(each))).toBe(true);
    }),
  );
});

test('a failure counts as one, and both devices of an event are named', () => {
  expect(readEvent(event({ EventId: 30040, Params: [`${one} ${other}`] }), wanted)).toEqual({
    kind: 'failed',
    at: Date.parse(at),
    macs: [one, other],
  });
});

test.each<[string, string | undefined, number | null]>([
  ['a date', 'Mon, 30 Nov 2026 14:03:00 GMT', Date.parse(at)],
  ['none', undefined, null],
  ['nonsense', 'yesterday', null],
  ['the last second that can be stored', 'Fri, 31 Dec 9999 23:59:59 GMT', Date.UTC(9999, 11, 31, 23, 59, 59)],
  ['one beyond the year 9999', 'Sat, 01 Jan 12000 00:00:00 GMT', null],
  ['one before 1970', 'Wed, 31 Dec 1969 23:59:59 GMT', null],
])('the PBX’s time: %s', (_, date, time) => expect(pbxTimeOf({ date })).toBe(time));
