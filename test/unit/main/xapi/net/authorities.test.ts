import type { EventEmitter } from 'node:events';
import tls from 'node:tls';
import { beforeEach, expect, test, vi } from 'vitest';
import { makeAuthority } from '../../../../pbx/certificate.ts';

const workers = vi.hoisted(() => ({ made: 0, behave: (_worker: EventEmitter): void => {} }));
vi.mock('node:worker_threads', async () => {
  const { EventEmitter: Emitter } = await import('node:events');
  class Worker extends Emitter {
    constructor() {
      super();
      workers.made += 1;
      setImmediate(() => workers.behave(this));
    }
  }
  return { Worker };
});

beforeEach(() => {
  vi.resetModules();
  vi.restoreAllMocks();
  workers.made = 0;
});
const load = async () => (await import('../../../../../main/xapi/net/authorities.ts')).trustedAuthorities;

test('they are read once, by a worker', async () => {
  const { cert } = await makeAuthority();
  const made = vi.spyOn(tls, 'createSecureContext');
  workers.behave = (worker) => worker.emit('message', [cert]);
  const trustedAuthorities = await load();
  const [first, second] = await Promise.all([trustedAuthorities(), trustedAuthorities()]);
  expect(first).toBe(second);
  expect([workers.made, made.mock.calls]).toEqual([1, [[{ ca: [cert] }]]]);
});

test.each([
  ['fails', (worker: EventEmitter) => worker.emit('error', new Error('no memory'))],
  ['ends', (worker: EventEmitter) => worker.emit('exit', 1)],
])('if the worker %s, they are still read', async (_, behave) => {
  const { cert } = await makeAuthority();
  const read = vi.spyOn(tls, 'getCACertificates').mockReturnValue([cert]);
  workers.behave = behave;
  await (await load())();
  expect(read.mock.calls).toEqual([['default'], ['system']]);
});

test('what could not be used is read again', async () => {
  const { cert } = await makeAuthority();
  vi.spyOn(tls, 'createSecureContext').mockImplementationOnce(() => {
    throw new Error('no memory');
  });
  workers.behave = (worker) => worker.emit('message', [cert]);
  const trustedAuthorities = await load();
  await expect(trustedAuthorities()).rejects.toThrow('no memory');
  await expect(trustedAuthorities()).resolves.toBeDefined();
});
