import tls from 'node:tls';
import { expect, test, vi } from 'vitest';
import { demoPbx, failure, testClient } from '../../setup/xapi.ts';

test('the authorities are not read on the thread that the windows need', async () => {
  const read = vi.spyOn(tls, 'getCACertificates');
  const pbx = await demoPbx({ https: { signedBy: 'authority' } });
  const client = await testClient(pbx);
  expect(await failure(client.test())).toMatchObject({
    code: 'certificate-untrusted',
    facts: { certificateProblem: 'unknown-authority' },
  });
  expect(read).not.toHaveBeenCalled();
});
