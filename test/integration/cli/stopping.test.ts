import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type CliJson, cli, startCli } from '../../setup/cli.ts';
import { temporaryFolder } from '../../setup/folder.ts';
import { demoPbx } from '../../setup/xapi.ts';

/** A run of five devices one after the other, with the first in flight. */
async function running() {
  const pbx = await demoPbx({ behaviour: { latencyMs: 300 } });
  const macs = pbx.devices.slice(0, 5).map((device) => device.MacAddress);
  const folder = temporaryFolder();
  const target = ['--url', pbx.url, '--client-id', pbx.clientId, '--data-dir', folder];
  const sent = pbx.nextRequest((request) => request.path.includes('Regenerate'));
  const { child, result } = startCli(
    ['regenerate', ...macs, '--yes', '--show-passwords', '--concurrency', '1', ...target],
    { env: { ...process.env, REKEY_API_KEY: pbx.apiKey } },
  );
  await sent;
  const job = async (): Promise<{ state: string; items: string[] }> => {
    const shown = (await cli(['jobs', 'show', '1', '--json', '--data-dir', folder])).json();
    return { state: shown.job.state, items: shown.items.map(({ state }: CliJson) => state) };
  };
  return { pbx, child, result, job };
}

test.each([
  ['both outputs', ['stdout', 'stderr']],
  ['the messages', ['stderr']],
] as const)(
  '%s has no reader any more: what is in flight is finished and the job pauses',
  async (_, closed) => {
    const { pbx, child, result, job } = await running();
    for (const name of closed) child[name].destroy();
    const { code, stdout } = await result;
    expect(code).toBe(1);
    const { state, items } = await job();
    expect(state).toBe('paused');
    expect(items.filter((each) => each === 'succeeded')).toHaveLength(pbx.regenerated.size);
    expect(items.filter((each) => each !== 'succeeded' && each !== 'queued')).toEqual([]);
    expect(items.at(-1)).toBe('queued');
    if (closed.length === 1) expect(stdout).toMatch(/To resume it: \S.* jobs resume 1 /);
  },
);

test('the results have no reader any more: no password that the PBX has made is lost', async () => {
  const { pbx, child, result, job } = await running();
  child.stdout.destroy();
  const { code, stderr } = await result;
  expect(code).toBe(1);
  expect(await job()).toEqual({
    state: 'paused',
    items: ['succeeded', 'queued', 'queued', 'queued', 'queued'],
  });
  expect(stderr).toContain(`New password: ${[...pbx.regenerated.values()].flat()[0]}`);
  expect(stderr).toMatch(
    /To resume it: \S.* jobs resume 1 [\s\S]*Job 1 on .* paused: 1 of 5 got a new password, 4 not run\.[\s\S]*To read the current password of \S+: \S.* password \S+ --show-passwords /,
  );
});

test('results without a reader are not taken for delivered where every device succeeded', async () => {
  const pbx = await demoPbx({ behaviour: { latencyMs: 300 } });
  const sent = pbx.nextRequest((request) => request.path.includes('Regenerate'));
  const { child, result } = startCli(
    [
      ...['regenerate', pbx.devices[0]?.MacAddress ?? '', '--yes', '--show-passwords', '--json'],
      ...['--url', pbx.url, '--client-id', pbx.clientId, '--data-dir', temporaryFolder()],
    ],
    { env: { ...process.env, REKEY_API_KEY: pbx.apiKey } },
  );
  await sent;
  child.stdout.destroy();
  const { code, stderr } = await result;
  expect(code).toBe(1);
  expect(stderr.split(`New password: ${pbx.devices[0]?.Password}`)).toHaveLength(2);
  expect(stderr).toContain('finished: 1 of 1 got a new password.');
});

// A closed terminal signals its processes, and so does its shell; npm forwards the Ctrl+C that all have received.
test.skipIf(process.platform === 'win32').each(['SIGHUP', 'SIGINT'] as const)(
  '%s twice at once counts as one request to stop',
  async (signal) => {
    const { child, result, job } = await running();
    child.kill(signal);
    await delay(50);
    child.kill(signal);
    expect((await result).code).toBe(1);
    expect(await job()).toEqual({
      state: 'paused',
      items: ['succeeded', 'queued', 'queued', 'queued', 'queued'],
    });
  },
);
