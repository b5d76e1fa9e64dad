import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, inject, onTestFinished, test } from 'vitest';
import { canMountSmallDisk, emptyDisk, fillDisk, mountSmallDisk } from '../../crash/disk.ts';
import { type CliJson, type CliResult, cli, startCli } from '../../setup/cli.ts';
import { temporaryFolder } from '../../setup/folder.ts';
import { demoPbx } from '../../setup/xapi.ts';

// Every write to this device fails as on a full disk.
test.skipIf(!existsSync('/dev/full')).each([[['jobs', 'list', '--json']], [['settings']], [['--help']]])(
  'results that standard output cannot take are not silently lost: %j',
  (args) => {
    const command = ['-c', 'exec "$0" "$@" > /dev/full', process.execPath, inject('cliEntry')];
    const { status, stderr } = spawnSync(
      '/bin/sh',
      [...command, ...args, ...(args[0] === '--help' ? [] : ['--data-dir', temporaryFolder()])],
      { encoding: 'utf8' },
    );
    expect([status, stderr]).toEqual([2, expect.stringContaining('Standard output can’t be written')]);
    expect(stderr).toContain('the disk is full');
    expect(stderr).not.toMatch(/file|folder/);
  },
);

test.skipIf(!existsSync('/dev/full'))(
  'passwords that standard output cannot take are shown on standard error, and nothing more is sent',
  async () => {
    const pbx = await demoPbx();
    const macs = pbx.devices.slice(0, 10).map((device) => device.MacAddress);
    const options = ['--yes', '--show-passwords', '--concurrency', '1', '--rate', 'off'];
    const target = ['--url', pbx.url, '--client-id', pbx.clientId, '--data-dir', temporaryFolder()];
    const { status, stderr } = await promisify(execFile)(
      '/bin/sh',
      [
        ...['-c', 'exec "$0" "$@" > /dev/full', process.execPath, inject('cliEntry')],
        ...['regenerate', ...macs, ...options, ...target],
      ],
      { env: { ...process.env, REKEY_API_KEY: pbx.apiKey } },
    ).then(
      (ended) => ({ status: 0, ...ended }),
      (ended: { code: number; stderr: string }) => ({ status: ended.code, ...ended }),
    );
    expect(status).toBe(1);
    const made = [...pbx.regenerated.values()].flat();
    expect(made).toHaveLength(1);
    expect(stderr).toContain(`New password: ${made[0]}`);
    expect(stderr).toMatch(/Job 1 on .* paused: 1 of 10 got a new password, 9 not run/);
    expect(stderr).toMatch(/To read the current password of \S+: \S.* --show-passwords /);
    expect(stderr).toContain('Standard output can’t be written: the disk is full.');
  },
);

test.skipIf(!canMountSmallDisk())(
  'a job stopped by a full disk is reported as such, can be shown meanwhile, and resumes',
  async () => {
    const pbx = await demoPbx({ behaviour: { latencyMs: 300 } });
    const disk = mountSmallDisk();
    onTestFinished(() => disk.remove());
    const data = ['--data-dir', disk.folder];
    const env = { ...process.env, REKEY_API_KEY: pbx.apiKey };
    const target = ['--url', pbx.url, '--client-id', pbx.clientId, ...data];
    const local = (...args: string[]): Promise<CliResult> => cli(['jobs', ...args, ...data], { env });
    const macs = pbx.devices.slice(0, 10).map((device) => device.MacAddress);
    const sent = pbx.nextRequest(({ path }) => path.includes('Regenerate'));
    const run = startCli(
      ['regenerate', ...macs, '--yes', '--show-passwords', '--concurrency', '4', '--rate', 'off', ...target],
      { env },
    );
    await sent;
    fillDisk(disk.folder);
    const broken = await run.result;
    expect(broken.code).toBe(1);
    const count = pbx.regenerated.size;
    expect(count).toBeGreaterThan(0);
    expect(broken.stdout).toContain('The disk is full');
    expect(broken.stdout).toMatch(
      /Job 1 on .* interrupted: \d+ of 10 got a new password, \d+ uncertain, \d+ not run/,
    );
    expect(broken.stdout).toMatch(/To resume it: \S.* jobs resume 1 /);

    expect((await local('list')).code).toBe(0);
    const shown = await local('show', '1', '--json');
    expect([shown.code, shown.json().items.length]).toEqual([0, 10]);

    emptyDisk(disk.folder);
    const resumed = await cli(['jobs', 'resume', '1', '--show-passwords', '--json', ...target], { env });
    const items: CliJson[] = resumed.json().items;
    expect(
      items
        .filter(({ state }) => state === 'uncertain')
        .every(({ credentials }) => credentials.source === 'read-back'),
    ).toBe(true);
    expect(items.every(({ state }) => state === 'uncertain' || state === 'succeeded')).toBe(true);
  },
);
