import { toRekeyError } from '../../common/errors.ts';
import { createKeychain } from '../../main/keychain/index.ts';
import type { KeychainReply, KeychainRequest } from './keychain-client.ts';

const keychain = createKeychain({ timeoutMs: Number(process.argv[2]) });

process.on('message', async (request: KeychainRequest) => {
  process.send?.(await answer(request));
});
process.on('disconnect', () => process.exit());

async function answer({ id, method, account, value }: KeychainRequest): Promise<KeychainReply> {
  try {
    if (method === 'get') return { id, value: await keychain.get(account), error: null };
    if (method === 'set') await keychain.set(account, value);
    else await keychain.delete(account);
    return { id, value: null, error: null };
  } catch (thrown) {
    const { code, facts } = toRekeyError(thrown);
    return { id, value: null, error: { code, facts } };
  }
}
