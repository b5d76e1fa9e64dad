import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import type { Io } from '../../../main/cli/io.ts';
import { runCli } from '../../../main/cli/run.ts';
import { createKeychain } from '../../../main/keychain/index.ts';
import { temporaryFolder } from '../../setup/folder.ts';
import { demoPbx } from '../../setup/xapi.ts';

/** A user at a terminal who confirms everything, until their input ends. */
async function run(args: readonly string[], stdin: string) {
  const pbx = await demoPbx();
  const said: string[] = [];
  const asked: string[] = [];
  const agree = async (question: string): Promise<boolean> => asked.push(question) > 0;
  const io: Io = {
    out: async (text) => said.push(text) > 0,
    err: (text) => void said.push(text),
    status: null,
    stdin: Readable.from([Buffer.from(stdin.replace('MAC', pbx.devices[0]?.MacAddress ?? ''))]),
    env: { REKEY_API_KEY: pbx.apiKey },
    toTerminal: true,
    interactive: true,
    confirm: agree,
    ask: async () => '',
    askSecret: async () => '',
    signal: new AbortController().signal,
  };
  const target = ['--url', pbx.url, '--client-id', pbx.clientId, '--data-dir', temporaryFolder()];
  const line = args.map((each) => each.replace('MAC', pbx.devices[0]?.MacAddress ?? ''));
  const code = await runCli([...line, '--show-passwords', ...target], io, createKeychain());
  return { code, said: said.join('\n'), asked: asked.length, regenerated: pbx.regenerated.size };
}

test('a user at a terminal is asked', async () => {
  expect(await run(['regenerate', 'MAC'], '')).toMatchObject({ code: 0, asked: 1, regenerated: 1 });
});

test('a list typed on standard input leaves nothing to answer with: --yes is required instead', async () => {
  const { said, ...rest } = await run(['regenerate', '--file', '-'], 'the box MAC\n');
  expect(rest).toEqual({ code: 2, asked: 0, regenerated: 0 });
  expect(said).toContain('confirm with --yes');
  const agreed = await run(['regenerate', '--file', '-', '--yes'], 'the box MAC\n');
  expect(agreed).toMatchObject({ code: 0, asked: 0, regenerated: 1 });
});
