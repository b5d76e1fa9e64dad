import { parseArgs } from 'node:util';
import { startDemoPbx } from './index.ts';

const usage = `A demo 3CX on this computer, to try Rekey on: npx node test/pbx/main.ts [options]

  --port N       where it listens (5001)
  --https        with a certificate that nobody trusts yet
  --ipv6         on ::1
  --devices N    gateways and DECT bases (24)
  --users N      users, each perhaps with a desk phone (12)
  --seed TEXT    another set of devices`;

function options() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '5001' },
        https: { type: 'boolean', default: false },
        ipv6: { type: 'boolean', default: false },
        devices: { type: 'string', default: '24' },
        users: { type: 'string', default: '12' },
        seed: { type: 'string', default: '1' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (!values.help) return values;
  } catch (error) {
    console.error(`${(error as Error).message}\n`);
    process.exitCode = 2;
  }
  console.log(usage);
  process.exit();
}

const values = options();
const pbx = await startDemoPbx({
  port: Number(values.port),
  https: values.https,
  ipv6: values.ipv6,
  devices: Number(values.devices),
  users: Number(values.users),
  seed: values.seed,
}).catch((error: NodeJS.ErrnoException) => {
  const taken = error.code === 'EADDRINUSE';
  console.error(taken ? `Port ${values.port} is taken; give another one with --port.` : error.message);
  process.exit(1);
});

console.log(`Demo 3CX, ${pbx.devices.length} devices, on this computer only. Ctrl+C ends it.`);
console.log(`Address      ${pbx.url}`);
console.log(`Client ID    ${pbx.clientId}`);
console.log(`API key      ${pbx.apiKey}`);
if (pbx.fingerprint) console.log(`Fingerprint  ${pbx.fingerprint}`);
console.log(`A device     ${pbx.devices[0]?.MacAddress ?? 'none'}`);

pbx.onExchange(({ request, reply }) => console.log(`${request.method} ${request.path} ${reply.status}`));

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void pbx.close());
