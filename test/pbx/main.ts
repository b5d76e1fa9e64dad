import { parseArgs } from 'node:util';
import { startDemoPbx } from './index.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '5001' },
    https: { type: 'boolean', default: false },
    ipv6: { type: 'boolean', default: false },
    devices: { type: 'string', default: '24' },
    users: { type: 'string', default: '12' },
    seed: { type: 'string', default: '1' },
  },
});

const pbx = await startDemoPbx({
  port: Number(values.port),
  https: values.https,
  ipv6: values.ipv6,
  devices: Number(values.devices),
  users: Number(values.users),
  seed: values.seed,
});

console.log(`Demo 3CX, ${pbx.devices.length} devices, on this computer only. Ctrl+C ends it.`);
console.log(`Address      ${pbx.url}`);
console.log(`Client ID    ${pbx.clientId}`);
console.log(`API key      ${pbx.apiKey}`);
if (pbx.fingerprint) console.log(`Fingerprint  ${pbx.fingerprint}`);
console.log(`A device     ${pbx.devices[0]?.MacAddress ?? 'none'}`);

pbx.onExchange(({ request, reply }) => console.log(`${request.method} ${request.path} ${reply.status}`));

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void pbx.close());
