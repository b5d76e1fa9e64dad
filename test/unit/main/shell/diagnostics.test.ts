import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { dirname } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { macSchema } from '../../../../common/mac-schema.ts';
import { openServices, type Services } from '../../../../main/services/index.ts';
import { readDiagnostics } from '../../../../main/shell/diagnostics.ts';
import { memoryKeychain } from '../../../../main/shell/lifecycle/demo.ts';
import { temporaryFolder } from '../../../setup/folder.ts';

const versions = { app: '1.2.3', electron: '45.4.1', chromium: '140.0.1', node: '24.21.0' };
const mac = macSchema.parse('000b82101eef');

async function opened(): Promise<Services> {
  const services = await openServices(temporaryFolder(), memoryKeychain());
  onTestFinished(() => services.close());
  return services;
}

async function addPbx({ pbxs, store }: Services): Promise<void> {
  const pbx = await pbxs.add(
    {
      name: 'Canary Clinic',
      address: 'https://canary-host.example:5001',
      clientId: 'canary-client',
      fingerprint: null,
    },
    'canary-api-key',
  );
  const { id } = store.jobs.create({
    pbxId: pbx.id,
    pbxName: pbx.name,
    pbxUrl: pbx.url,
    reference: 'canary-ticket',
    retryOf: null,
    user: 'canary-user',
    items: [{ mac, match: 'not-listed', device: null, problem: null }],
  });
  store.jobs.start(id);
  store.jobs.finish(id);
}

test('versions, counts, the last codes and the median times', async () => {
  const services = await opened();
  await addPbx(services);
  const { log } = services;
  log({ event: 'error', code: 'usage', where: null });
  for (const ms of [900, 20, 40])
    log({ event: 'request', operation: 'regenerate', status: 200, ms, code: null });
  log({ event: 'request', operation: 'status', status: null, ms: 7, code: 'pbx-unreachable' });
  log({ event: 'sign-in', outcome: 'accepted', lifeSeconds: 60 });
  log({ event: 'sign-in', outcome: 'sign-in-refused', lifeSeconds: null });
  const lines = readDiagnostics(services, versions).split('\n');
  expect(lines.slice(0, 2)).toEqual([
    'Rekey for 3CX 1.2.3',
    'Electron 45.4.1, Chromium 140.0.1, Node 24.21.0',
  ]);
  expect(lines).toContain('PBXs: 1');
  expect(lines).toContain('Jobs: 1 finished');
  const errors = lines.slice(lines.indexOf('Last errors in the log:') + 1).slice(0, 3);
  expect(errors.map((line) => line.split(/ +/).at(-1))).toEqual([
    'sign-in-refused',
    'pbx-unreachable',
    'usage',
  ]);
  expect(lines.slice(-2)).toEqual(['  status: 7 ms (1)', '  regenerate: 40 ms (3)']);
});

test('they contain nothing secret or personal, whatever is stored and logged', async () => {
  const services = await opened();
  await addPbx(services);
  services.log({ event: 'error', code: 'internal', where: 'main/canary-path.ts:1' });
  for (const entry of [
    { at: 'canary-time', code: 'usage' },
    { at: '2026-01-01T00:00:00.000Z', code: 'canary-code' },
    { at: '2026-01-01T00:00:00.000Z', operation: 'canary-operation', ms: 'canary-ms' },
    { at: '2026-01-01T00:00:00.000Z', outcome: 'canary-outcome', code: 'usage', more: 'canary-more' },
    'canary-text',
  ])
    appendFileSync(services.files.log, `${JSON.stringify(entry)}\ncanary-no-json\n`);
  const text = readDiagnostics(services, versions);
  expect(text).toContain('internal');
  expect(text).toContain('2026-01-01T00:00:00.000Z  usage');
  const personal = [
    'canary',
    'clinic',
    mac,
    '00:0b:82',
    services.files.log,
    services.files.database,
    userInfo().homedir,
  ];
  expect(personal.filter((each) => text.toLowerCase().includes(each.toLowerCase()))).toEqual([]);
  const words = text.split(/[\s,:]+/);
  expect(words).not.toContain(userInfo().username);
  expect(words).not.toContain(hostname());
});

test('only the end of a long log is read, and a missing log is not an error', async () => {
  const services = await opened();
  expect(readDiagnostics(services, versions)).toMatch(/errors in the log:\n {2}none\n\n.*\n {2}none$/);
  const old = '{"at":"2020-01-01T00:00:00.000Z","code":"usage"}\n';
  mkdirSync(dirname(services.files.log));
  writeFileSync(services.files.log, old);
  expect(readDiagnostics(services, versions)).toContain('2020');
  appendFileSync(services.files.log, '{"at":"2026-01-01T00:00:00.000Z"}\n'.repeat(20_000));
  expect(readDiagnostics(services, versions)).not.toContain('2020');
});
