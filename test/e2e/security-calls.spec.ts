/** Which calls main accepts from a page: allowed senders, and the handling of hostile inputs. */
import type { Page } from '@playwright/test';
import { callNames } from '../../common/channels.ts';
import { describeError } from '../../common/error-text.ts';
import type { AppState, CallReply } from '../../common/ipc/index.ts';
import { macSchema } from '../../common/mac-schema.ts';
import { words } from '../../main/cli/words.ts';
import { startPage } from '../../main/shell/windows/pages.ts';
import type { RunningApp } from '../host/fixtures.ts';
import { hostileInputs } from '../inputs/hostile.ts';
import { type Subject, validInputs } from '../inputs/valid.ts';
import { type DemoPbx, normalMac } from '../pbx/index.ts';
import { deviceAt, expect, goTo, noProblems, orSkip, test } from './support.ts';

/** As the preload passes it on. */
const call = (page: Page, name: string, input: unknown): Promise<CallReply<never>> =>
  page.evaluate(
    ([channel, value]) =>
      (window as unknown as { rekey: { call(n: string, i: unknown): Promise<never> } }).rekey.call(
        channel,
        value,
      ),
    [name, input] as const,
  );

async function stateOf(page: Page): Promise<AppState> {
  const { value } = (await call(page, 'app:state', undefined)) as unknown as { value: AppState };
  return value;
}

/** The demo's PBX and first device. */
async function subjectOf(pbx: DemoPbx, page: Page): Promise<Subject> {
  return {
    pbxId: (await stateOf(page)).selectedPbxId ?? '',
    url: pbx.url,
    clientId: pbx.clientId,
    apiKey: pbx.apiKey,
    mac: macSchema.parse(normalMac(deviceAt(pbx, 0).MacAddress).toLowerCase()),
  };
}

/** The PBXs as the user entered them, and which of them is selected. */
async function pbxsOf(page: Page): Promise<unknown> {
  const { pbxs, selectedPbxId } = await stateOf(page);
  return [pbxs.map(({ version: _, lastContactAt: __, ...entered }) => entered), selectedPbxId];
}

/** Everything that a call could have changed. */
async function traces(app: RunningApp, pbx: DemoPbx, page: Page, { pbxId }: Subject): Promise<unknown> {
  return {
    requests: pbx.requests.length,
    clipboard: await app.clipboard.read(),
    state: await stateOf(page),
    settings: await call(page, 'settings:get', undefined),
    opened: await app.openedFiles(),
    devices: await call(page, 'devices:list', { pbxId }),
    results: await call(page, 'jobs:recent', { pbxId, limit: 200 }),
  };
}

const nothingThere = [
  ...[
    'jobs:resume',
    'jobs:abandon',
    'jobs:withdraw',
    'setup-file:open',
    'setup-file:compare',
    'setup-file:import',
  ],
  ...['setup-file:show-exported', 'network:log-in', 'fetch:start'],
];

test('the page itself is answered on every channel', async ({ demo }) => {
  const { app, pbx, page } = await demo();
  const inputs = validInputs(await subjectOf(pbx, page));
  // The prompts for a file.
  for (let question = 0; question < 3; question += 1) await app.answerNextDialog({});
  // Last, the calls that remove what the others need.
  const last = ['pbxs:remove', 'app:forget'];
  for (const name of callNames.toSorted((a, b) => last.indexOf(a) - last.indexOf(b)))
    expect(await call(page, name, inputs[name]), name).toMatchObject(
      // By then the job is over and its password replaced, no file was opened or exported, and no proxy asks.
      nothingThere.includes(name) ? { problem: { code: 'usage' } } : { ok: true },
    );
});

test('any other sender is rejected on every channel for that reason alone, and nothing is done', async ({
  demo,
}) => {
  const { app, pbx, page } = await demo();
  const subject = await subjectOf(pbx, page);
  await app.clipboard.write('before');
  const inputs = validInputs(subject);
  const before = await traces(app, pbx, page, subject);
  for (const from of [
    { frameUrl: 'https://evil.example/index.html' },
    { frameUrl: 'app://rekey.evil/index.html' },
    { frameUrl: 'file:///index.html' },
    { frameUrl: startPage, inSubFrame: true },
    { frameUrl: 'https://evil.example/', inSubFrame: true },
  ])
    for (const name of callNames)
      expect(
        await orSkip(() => app.invokeRaw(name, [inputs[name]], from)),
        `${name} from ${JSON.stringify(from)}`,
      ).toEqual({ ok: false, problem: { code: 'call-refused', facts: { reason: 'page' } } });
  expect(await traces(app, pbx, page, subject)).toEqual(before);
});

test('hostile values in the right form get a meaningful error, or do nothing', async ({ demo, problems }) => {
  const { app, pbx, page } = await demo();
  const subject = await subjectOf(pbx, page);
  await app.clipboard.write('before');
  const before = await pbxsOf(page);
  const outcomes: string[] = [];
  const expected: string[] = [];
  for (const name of callNames)
    for (const { what, input, outcome } of hostileInputs(subject)[name]) {
      const reply = (await orSkip(() => app.invokeRaw(name, [input]))) as CallReply<never>;
      outcomes.push(`${name}, ${what}: ${reply.ok ? 'harmless' : reply.problem.code}`);
      expected.push(`${name}, ${what}: ${outcome}`);
      if (!reply.ok)
        expect(Object.values(describeError(reply.problem, words.texts)).filter((words) => !words)).toEqual(
          [],
        );
    }
  expect(outcomes).toEqual(expected);
  expect(await pbxsOf(page)).toEqual(before);
  expect(await app.clipboard.read()).toBe('before');
  expect(pbx.regenerated.size).toBe(0);

  // And it still works.
  expect(await call(page, 'jobs:run', validInputs(subject)['jobs:run'])).toMatchObject({
    ok: true,
    value: { job: { state: 'finished' }, items: [{ state: 'succeeded' }] },
  });
  // One of the calls has sent the window to a job.
  await goTo(page, 'Device');
  await page.getByRole('textbox', { name: 'MAC address or name' }).fill('00:0B:82');
  await expect(page.getByText('6 of 12 digits')).toBeVisible();
  expect(problems).toEqual(noProblems());
});
