/** Makes many exchanges, and reports how much of them only a full collection frees. Argument: how many. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createConnections, networkOfVariables } from '../../main/xapi/net/connection.ts';
import { exchange } from '../../main/xapi/net/exchange.ts';

const atOnce = 16;
const server = createServer((_request, reply) => {
  reply.writeHead(200, { 'content-type': 'application/json' }).end('{"MacAddress":"000B82101EEF"}');
});
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const connections = createConnections({
  url,
  pinnedFingerprint: null,
  network: networkOfVariables(),
  now: Date.now,
  monotonic: () => performance.now(),
});

let left = Number(process.argv[2]);
const ask = async (): Promise<void> => {
  while (left-- > 0)
    await exchange(connections.current(), url, {
      method: 'GET',
      path: '/',
      headers: {},
      timeoutMs: 30_000,
      maxBodyBytes: 1_000,
    });
};
const collect = globalThis.gc as (options?: { type: 'minor' | 'major' }) => void;
collect();
await Promise.all(Array.from({ length: atOnce }, ask));
// The second collection frees what the first one moved.
for (let n = 0; n < 2; n += 1) collect({ type: 'minor' });
const before = process.memoryUsage().heapUsed;
collect();
process.send?.({ heldBytes: before - process.memoryUsage().heapUsed });
await connections.destroy();
server.close();
process.disconnect();
