import { expect, test } from 'vitest';
import { type AskedDevice, auditAskedAfterFailure, auditAskedAtEnd } from '../../crash/audit-fetching.ts';

const device: AskedDevice = {
  mac: '000b82000001',
  request: 'queued',
  requests: 0,
  putOff: 0,
  carriedOut: 0,
  isGenerated: false,
};
const asked: AskedDevice = { ...device, request: 'accepted', requests: 1, carriedOut: 1 };

const after = (...devices: AskedDevice[]): string[] => auditAskedAfterFailure(devices, 0).losses;
const atEnd = (now: AskedDevice, before: AskedDevice): string[] => auditAskedAtEnd([now], [before], 0).losses;

test.each([
  ['nothing was sent', device],
  ['it was put off', { ...device, requests: 1, putOff: 1 }],
  ['its answer was noted', asked],
  ['its answer was not, and that is known', { ...asked, request: 'unclear' }],
  ['it may not have been sent at all', { ...device, request: 'unclear' }],
] as const)('after the failure all is well where %s', (_, found) => {
  expect(after(found)).toEqual([]);
});

test.each([
  ['sent, but queued', { ...asked, request: 'queued' }],
  ['sent, but cancelled', { ...asked, request: 'cancelled' }],
  ['sent, but null', { ...asked, request: null }],
  ['asked 2 times', { ...asked, requests: 2, carriedOut: 2 }],
  ['sent 2 times', { ...asked, requests: 2 }],
  ['left running', { ...device, request: 'running' }],
  ['accepted, but never carried out', { ...device, request: 'accepted' }],
] as const)('after the failure it is a loss that a device was %s', (what, found) => {
  expect(after(found).map((loss) => loss.replace(`${found.mac} `, ''))).toContain(what);
});

test('no more are unclear than one that was under way, and those without a clear answer', () => {
  const unclear = (mac: string): AskedDevice => ({ ...device, mac, request: 'unclear' });
  expect(after(unclear('1'))).toEqual([]);
  expect(after(unclear('1'), unclear('2'))).toEqual(['2 unclear, though only one was under way']);
  expect(auditAskedAfterFailure([unclear('1'), unclear('2')], 1)).toEqual({ losses: [], uncertain: 2 });
});

test('at the end each was asked once, and what was over before was left alone', () => {
  const fetched = { ...asked, isGenerated: true };
  expect(atEnd(fetched, device)).toEqual([]);
  expect(atEnd(fetched, asked)).toEqual([]);
  expect(atEnd({ ...device, request: 'unclear' }, { ...device, request: 'unclear' })).toEqual([]);
  expect(atEnd(device, device)).toEqual([`${device.mac} never asked`]);
  expect(atEnd(asked, device)).toEqual([`${device.mac} fetched, but not noted`]);
  expect(atEnd({ ...fetched, carriedOut: 0, request: 'unclear' }, device)).toEqual([
    `${device.mac} noted as fetched, but never asked`,
  ]);
  expect(atEnd(fetched, { ...device, request: 'unclear' })).toEqual([
    `${device.mac} was unclear, and was sent again`,
  ]);
});
