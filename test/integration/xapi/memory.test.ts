import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const child = fileURLToPath(new URL('../../setup/listing-child.ts', import.meta.url));
const exchangeChild = fileURLToPath(new URL('../../setup/exchange-child.ts', import.meta.url));
/** The maximum memory for reading a list, whatever the PBX sends; the pages it serves are in the same process. */
const maxMb = 150;

test.each([
  ['long names', { complete: false }],
  ['many lines', { complete: false }],
  ['nested arrays', { code: 'response-unreadable' }],
])(
  'an endless list takes little memory: %s',
  async (kind, ended) => {
    const reading = fork(child, [kind], { execArgv: ['--expose-gc', `--max-old-space-size=${maxMb}`] });
    const exited = once(reading, 'exit');
    const [told] = await Promise.race([once(reading, 'message'), exited]);
    expect(told).toMatchObject({ ended });
    expect(told.peakMb).toBeLessThan(maxMb);
    expect(told.served).toBeLessThan(100);
    await exited;
  },
  120_000,
);

test('a finished exchange is freed without a full collection', async () => {
  const exchanges = 3_000;
  const asking = fork(exchangeChild, [`${exchanges}`], {
    // So small that many collections happen meanwhile.
    execArgv: ['--expose-gc', '--max-semi-space-size=2'],
  });
  const exited = once(asking, 'exit');
  const [told] = await Promise.race([once(asking, 'message'), exited]);
  // A single one in flight takes more than 3,000 bytes.
  expect(told.heldBytes / exchanges).toBeLessThan(500);
  await exited;
}, 60_000);
