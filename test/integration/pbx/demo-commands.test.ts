/** The commands that the demo's prompt suggests, as it runs them. */
import { expect, test } from 'vitest';
import { createKeychain } from '../../../main/keychain/index.ts';
import { onDemo, splitArguments } from '../../pbx/demo-commands.ts';
import { temporaryFolder } from '../../setup/folder.ts';
import { runInProcess } from '../../setup/in-process.ts';
import { demoPbx } from '../../setup/xapi.ts';

test('commands for a PBX run on the demo 3CX, typed or as an earlier one suggested them', async () => {
  const pbx = await demoPbx({ behaviour: { actionsKnowFxs: true } });
  const folder = temporaryFolder();
  const run = (...args: string[]) =>
    runInProcess([...onDemo(args, pbx), '--data-dir', folder], createKeychain(), {
      agrees: true,
      types: [pbx.apiKey],
    });
  const mac = pbx.devices[0]?.MacAddress ?? '';
  const made = await run('regenerate', mac);
  expect(made.code).toBe(0);
  expect((await run('fetch', '--job', '1')).code).toBe(0);
  const suggested = /To have it fetch now: rekey (.*)/.exec(made.out)?.[1]?.split(' ') ?? [];
  expect(suggested).toContain('--url');
  // It was asked before.
  expect((await run(...suggested)).err).not.toContain('isn’t set up');
  expect((await run('pbx', 'test')).code).toBe(0);
  expect((await run('jobs', 'retry', '1')).err).toContain('Job 1 has no failed devices to run again.');
});

test.each([
  ['jobs  show 1', ['jobs', 'show', '1']],
  ['regenerate --reference "INC 4711" MAC', ['regenerate', '--reference', 'INC 4711', 'MAC']],
  ["devices --find 'lift phone' ", ['devices', '--find', 'lift phone']],
  ['devices --find ""', ['devices', '--find', '']],
  ['', []],
])('a typed line is split at its spaces, except between quotes: %s', (line, args) => {
  expect(splitArguments(line)).toEqual(args);
});
