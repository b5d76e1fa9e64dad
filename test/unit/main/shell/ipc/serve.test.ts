import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { callNames } from '../../../../../common/channels.ts';
import { RekeyError, toRekeyError } from '../../../../../common/errors.ts';
import { calls } from '../../../../../common/ipc/index.ts';
import { type Handlers, registerCalls, tell } from '../../../../../main/shell/ipc/serve.ts';
import { isOurPage } from '../../../../../main/shell/windows/pages.ts';
import { hostileInputs } from '../../../../inputs/hostile.ts';
import { someSubject, validInputs } from '../../../../inputs/valid.ts';

type Listener = (event: IpcMainInvokeEvent, ...args: unknown[]) => Promise<unknown>;

/** The wrapper with every handler a spy, on an ipcMain that only records registrations. */
function bench(answers: Partial<Record<string, unknown>> = {}) {
  const listeners = new Map<string, Listener>();
  const handlers = Object.fromEntries(
    callNames.map((name) => [name, vi.fn(async () => answers[name])]),
  ) as unknown as Handlers;
  registerCalls({ handle: (name, listener) => void listeners.set(name, listener as Listener) }, handlers, {
    isOurs: (url) => isOurPage(url, null),
    explain: toRekeyError,
  });
  const ask = (
    name: string,
    args: unknown[],
    frame: object | null = { url: 'app://rekey/index.html', parent: null },
  ) => listeners.get(name)?.({ senderFrame: frame } as IpcMainInvokeEvent, ...args);
  return { handlers, listeners, ask };
}

const refusedFor = (reason: string): object => ({
  ok: false,
  problem: { code: 'call-refused', facts: { reason } },
});
const valid = validInputs(someSubject);

test('exactly the calls of the contract have a handler', () => {
  expect([...bench().listeners.keys()].sort()).toEqual(Object.keys(calls).sort());
});

test.each(callNames)('%s: valid input is passed to its own handler only', async (name) => {
  const { ask, handlers } = bench();
  await ask(name, [valid[name]]);
  for (const each of callNames)
    expect(vi.mocked(handlers[each]).mock.calls).toEqual(each === name ? [[valid[name]]] : []);
});

describe('the sender', () => {
  test.each<[string, object | null]>([
    ['no frame', null],
    ['a foreign page', { url: 'https://evil.example/index.html', parent: null }],
    ['a page that looks alike', { url: 'app://rekey.evil/index.html', parent: null }],
    ['a frame inside our page', { url: 'app://rekey/index.html', parent: {} }],
    ['a foreign frame inside our page', { url: 'https://evil.example/', parent: {} }],
    ['a blank page', { url: 'about:blank', parent: null }],
    ['a frame that is nowhere yet', { url: '', parent: null }],
  ])('%s is rejected on every channel, and nothing is done', async (_, frame) => {
    const { ask, handlers } = bench();
    for (const name of callNames) {
      expect(await ask(name, [valid[name]], frame)).toEqual(refusedFor('page'));
      expect(handlers[name]).not.toHaveBeenCalled();
    }
  });
});

describe('the input', () => {
  const hostile: unknown[][] = [
    [null],
    [0],
    ['text'],
    [[]],
    [{}],
    [{ id: 1 }],
    [{ id: '../../etc/passwd' }],
    [{ pbxId: "x' OR 1=1 --" }],
    [{ pbxId: '00000000-0000-4000-8000-000000000000', mac: 'FF:FF:FF:FF:FF:FF', macs: ['x'], extra: 1 }],
    [{ __proto__: { id: 'x' } }],
    [JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}')],
    ['x'.repeat(1_000_000)],
    [{ entry: { name: 'x'.repeat(1_000_000), address: 'a', clientId: 'b', fingerprint: null }, apiKey: 'k' }],
    [{ ref: { item: -1 } }, 'second'],
    [undefined, undefined],
    [new Date()],
  ];

  test.each(callNames.map((name) => [name]))('%s rejects invalid input, and does nothing', async (name) => {
    const { ask, handlers } = bench();
    for (const args of [...hostile, [valid[name], 'second']])
      expect(await ask(name, args)).toEqual(refusedFor('form'));
    for (const { input, outcome } of hostileInputs(someSubject)[name])
      if (outcome === 'call-refused') expect(await ask(name, [input])).toEqual(refusedFor('form'));
    expect(handlers[name]).not.toHaveBeenCalled();
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('the output', () => {
  test('is stripped down to the contract: a secret that slipped in does not cross', async () => {
    const pbx = {
      id: 'x',
      name: 'Acme',
      url: 'https://pbx.example',
      clientId: 'c',
      pinnedFingerprint: null,
      version: null,
      lastContactAt: null,
      lastFailure: null,
      pace: { concurrency: 4, ratePerSecond: 5 },
      apiKey: 'canary',
    };
    const state = {
      version: '1',
      platform: 'linux',
      demo: false,
      pbxs: [pbx],
      keylessPbxIds: [],
      selectedPbxId: null,
      keychainProblem: null,
      proxyQuestion: null,
      notices: [],
      policy: null,
      newVersion: null,
      clipboardClearsOnlyInFront: false,
      files: { database: 'rekey.db', log: 'rekey.log', key: 'canary' },
      token: 'canary',
    };
    const reply = await bench({ 'app:state': state }).ask('app:state', [undefined]);
    expect(reply).toMatchObject({ ok: true });
    expect(JSON.stringify(reply)).not.toContain('canary');
  });

  test('an exception becomes a code and facts, never its text', async () => {
    const { ask, handlers } = bench();
    vi.mocked(handlers['app:state']).mockRejectedValueOnce(new Error('canary'));
    const reply = await ask('app:state', [undefined]);
    expect(reply).toEqual({ ok: false, problem: { code: 'internal', facts: {} } });
    vi.mocked(handlers['app:state']).mockRejectedValueOnce(new RekeyError('forbidden', { status: 403 }));
    expect(await ask('app:state', [undefined])).toEqual({
      ok: false,
      problem: { code: 'forbidden', facts: { status: 403 } },
    });
  });
});

describe('events for windows', () => {
  const data = {
    jobId: 1,
    until: '2026-11-24T09:00:00.000Z',
    problem: { code: 'forbidden' as const, facts: {} },
  };
  const window = (destroyed: boolean) => ({ isDestroyed: () => destroyed, send: vi.fn() });
  const notifyJob = (contents: ReturnType<typeof window>, told: object): void =>
    tell(contents as unknown as WebContents, 'jobs:waiting', told as typeof data);

  test('are stripped down to the contract, or not sent at all', () => {
    const contents = window(false);
    notifyJob(contents, { ...data, password: 'canary' });
    expect(contents.send.mock.calls).toEqual([['jobs:waiting', data]]);
    expect(() => notifyJob(contents, { jobId: 'canary' })).toThrow();
    expect(contents.send).toHaveBeenCalledOnce();
  });

  test('are not sent to a window that is gone', () => {
    const contents = window(true);
    notifyJob(contents, data);
    expect(contents.send).not.toHaveBeenCalled();
  });
});
