/**
 * Connects to servers on this computer and prints, as JSON, Rekey's verdict on each. It runs on Node and on Bun, so
 * it may import only what depends on node:tls, node:crypto and node:net.
 */
import tls from 'node:tls';
import { toRekeyError } from '../../common/errors.ts';
import { checkCertificate } from '../../main/xapi/net/certificate.ts';
import { unreachableFacts } from '../../main/xapi/net/unreachable.ts';
import type { Judgement, TlsTrial } from './tls-libraries.ts';

const { authorities, host, trials } = JSON.parse(process.argv[2] ?? '') as TlsTrial;
const secureContext = tls.createSecureContext({ ca: authorities });

function judge(port: number, pinnedFingerprint: string | null): Promise<Judgement> {
  const { promise, resolve } = Promise.withResolvers<Judgement>();
  const socket = tls.connect({
    port,
    host: '127.0.0.1',
    servername: host,
    secureContext,
    rejectUnauthorized: false,
  });
  socket.once('secureConnect', () => {
    const { authorizationError } = socket;
    const reported = String((authorizationError as { code?: unknown } | null)?.code ?? authorizationError);
    try {
      checkCertificate(socket, pinnedFingerprint, host);
      resolve({ reported, code: null, facts: {} });
    } catch (error) {
      const { code, facts } = toRekeyError(error);
      resolve({ reported, code, facts });
    }
  });
  socket.once('error', (error: NodeJS.ErrnoException) =>
    resolve({ reported: error.code ?? '', code: 'pbx-unreachable', facts: unreachableFacts(error) }),
  );
  return promise.finally(() => socket.destroy());
}

const judgements: Judgement[] = [];
for (const { port, pinnedFingerprint } of trials) judgements.push(await judge(port, pinnedFingerprint));
process.stdout.write(
  JSON.stringify({ library: process.versions.boringssl ? 'BoringSSL' : 'OpenSSL', judgements }),
);
