/**
 * Reads the device list of a PBX that sends as much as it can. Argument: what its pages are full of. Reports how the
 * list ended, and the peak memory use.
 */
import { createServer } from 'node:http';
import { createXapi } from '../../main/xapi/index.ts';

const kind = process.argv[2];
/** Just below the maximum size of a page. */
const pageBytes = 3_900_000;
let served = 0;
let peak = 0;
setInterval(() => {
  const { heapUsed, external } = process.memoryUsage();
  peak = Math.max(peak, heapUsed + external);
}, 5).unref();

const server = createServer((request, response) => {
  request.resume();
  response.setHeader('content-type', 'application/json');
  if (request.url === '/connect/token')
    return response.end(JSON.stringify({ token_type: 'Bearer', expires_in: 3600, access_token: 'token' }));
  served += 1;
  return response.end(page());
});

const mac = (at: number): string => (0x000b82000000 + at).toString(16).padStart(12, '0');

/** A page of entries, none of which was on a page before. */
function page(): string {
  const parts: string[] = [];
  let length = 0;
  for (let at = 0; at < 450 && length < pageBytes - 20_000; at += 1) {
    const entry = entryOf(served * 450 + at);
    parts.push(entry);
    length += entry.length + 1;
  }
  return `{"@odata.count":1000000000,"@odata.nextLink":"Fxs?$skiptoken=${served}","value":[${parts.join(',')}]}`;
}

function entryOf(at: number): string {
  const head = `{"MacAddress":"${mac(at)}","Name":"`;
  switch (kind) {
    case 'long names':
      return `${head}${'name '.repeat(3000)}"}`;
    case 'many lines':
      return `${head}n","FxsLines":[${'{"Number":"1"},'.repeat(199)}{"Number":"2"}]}`;
    default:
      return `${head}n","Other":${'['.repeat(9_000)}${']'.repeat(9_000)}}`;
  }
}

await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as { port: number };
const xapi = createXapi({
  url: `http://127.0.0.1:${port}`,
  clientId: 'rekey',
  apiKey: 'key',
  pinnedFingerprint: null,
  tokens: { load: async () => null, save: async () => {} },
  refusals: {
    refusedAt: () => null,
    sinceSuccess: () => ({ count: 0, lastAt: null }),
    refused: () => {},
    denied: () => {},
    accepted: () => {},
  },
  exclusively: (work) => work(),
  log: () => {},
});
globalThis.gc?.();
const before = process.memoryUsage().heapUsed;
const ended = await xapi.listDevices().then(
  ({ devices, complete }) => ({ devices: devices.length, complete }),
  ({ code }: { code: string }) => ({ code }),
);
process.send?.({ ended, served, peakMb: (peak - before) / 1_000_000 });
await xapi.close();
server.closeAllConnections();
server.close();
process.disconnect();
