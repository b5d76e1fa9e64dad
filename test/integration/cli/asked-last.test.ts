/** A secret is asked for last: invalid input is rejected before anyone types one. */
import { expect, test } from 'vitest';
import { runInProcess } from '../../setup/in-process.ts';
import { inspectableKeychain, used } from '../../setup/used-folder.ts';

const ok = ['--name', 'B', '--url', 'https://pbx.example', '--client-id', 'id'];
const without = (option: string): string[] => {
  const at = ok.indexOf(option);
  return [...ok.slice(0, at), ...ok.slice(at + 2)];
};
const fingerprint = ['--trust-fingerprint', 'AB'];

test('the API key is not asked for if another detail is invalid', async () => {
  const keychain = inspectableKeychain();
  const { data } = await used(keychain);
  for (const args of [
    ['pbx', 'add', ...without('--name'), '--name', 'acme'],
    ['pbx', 'add', ...without('--name'), '--name', ' '],
    ['pbx', 'add', ...without('--url'), '--url', 'http://pbx.example'],
    ['pbx', 'add', ...without('--url'), '--url', 'no address'],
    ['pbx', 'add', ...without('--client-id'), '--client-id', 'two words'],
    ['pbx', 'add', ...ok, ...fingerprint],
    ['pbx', 'edit', 'Nobody', '--api-key-stdin'],
    ['pbx', 'edit', 'Acme', '--api-key-stdin', '--rate', '0'],
    ['pbx', 'edit', 'Acme', '--api-key-stdin', '--url', 'http://pbx.example'],
    ['devices', ...without('--name').slice(0, 2), '--client-id', 'two words'],
    ['devices', '--url', 'http://pbx.example', '--client-id', 'id'],
    ['devices', '--url', 'https://pbx.example', '--client-id', 'id', ...fingerprint],
  ]) {
    const { code, asked } = await runInProcess([...args, '--data-dir', data], keychain, { agrees: true });
    expect([args, code, asked]).toEqual([args, 2, []]);
  }
});

test('each answer is checked before the next question', async () => {
  const keychain = inspectableKeychain();
  const { data } = await used(keychain);
  const add = (types: string[]) =>
    runInProcess(['pbx', 'add', '--data-dir', data], keychain, { agrees: true, types });
  for (const types of [['Acme'], ['B', 'http://pbx.example'], ['B', 'https://pbx.example', 'two words']]) {
    const count = types.length;
    const { code, asked } = await add([...types]);
    expect([code, asked.length]).toEqual([2, count]);
  }
  const added = await add(['B', 'https://pbx.example', 'id', 'a-key']);
  expect([added.code, added.asked.at(-1)]).toEqual([0, 'API key']);
});
