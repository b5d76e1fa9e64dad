/** A demo PBX in a separate process, so that it does not distort the measurement. Arguments: devices, latency. */
import { startDemoPbx } from '../pbx/index.ts';
import { type BenchPbx, otherClient } from './pbx.ts';

const [devices, latencyMs] = process.argv.slice(2).map(Number);
const { url, clientId, apiKey } = await startDemoPbx({
  devices: devices ?? 0,
  users: 0,
  clients: { [otherClient.clientId]: otherClient.apiKey },
  behaviour: { latencyMs: latencyMs ?? 0 },
});
process.send?.({ url, clientId, apiKey } satisfies BenchPbx);
