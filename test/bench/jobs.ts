/** The cost of a job beyond the requests it has to make. */
import http from 'node:http';
import { Agent, request } from 'undici';
import { defaultPace } from '../../common/model.ts';
import { type BenchEngine, benchEngine } from './engine.ts';
import { median, report, timed } from './figures.ts';
import { type BenchPbx, otherClient, withPbx } from './pbx.ts';

const devices = 500;
const latencyMs = 20;
const rounds = 5;
/** As slow as a laptop's disk may be. */
const slowCommitMs = 3;
const maxTimes = new Map([
  [4, 1.05],
  [16, 1.1],
]);
const pacedDevices = 60;
const maxLoss = 0.02;

/** Runs of the engine alternate with those it is compared with, because the machine's speed varies. */
export async function jobs(): Promise<void> {
  await withPbx(devices, latencyMs, async (pbx) => {
    const engine = await benchEngine(pbx);
    const authorization = `Bearer ${await signIn(pbx)}`;
    const requests = engine.devices.map(({ key }): Regeneration => {
      const path = `/xapi/v1/Fxs('${key}')/Pbx.RegenerateWebCredentials`;
      return { url: pbx.url + path, headers: { authorization, accept: 'application/json' } };
    });
    report('one durable commit', `${(await engine.commitMs()).toFixed(2)} ms`);
    try {
      for (const slowMs of [0, slowCommitMs]) {
        engine.slowCommits(slowMs);
        for (const concurrency of maxTimes.keys()) await againstBare(engine, requests, concurrency, slowMs);
      }
      engine.slowCommits(0);
      await againstPace(engine);
      await againstOneByOne(engine, requests);
    } finally {
      await engine.close();
    }
  });
}

interface Regeneration {
  url: string;
  headers: Record<string, string>;
}

async function againstBare(
  engine: BenchEngine,
  requests: Regeneration[],
  concurrency: number,
  slowMs: number,
): Promise<void> {
  let reading = '';
  const bare: number[] = [];
  const ours: number[] = [];
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await timed(() => bareLoop(requests, concurrency)));
    const { sendingMs, readingMs, readingRequests, gapMs } = await engine.run({
      concurrency,
      ratePerSecond: null,
    });
    ours.push(sendingMs);
    reading = `; ${gapMs.toFixed(2)} ms from an answer to the next request; before it ${readingRequests} requests in ${readingMs.toFixed(0)} ms`;
    ratios.push((ours.at(-1) ?? 0) / (bare.at(-1) ?? 0));
  }
  const ideal = (requests.length / concurrency) * latencyMs;
  report(
    `${devices} devices, ${concurrency} at once${slowMs > 0 ? `, commits ${slowMs} ms slower` : ''}, against bare undici`,
    `${(median(ours) / median(bare)).toFixed(3)} times (aim ${maxTimes.get(concurrency)}): ` +
      `${median(ours).toFixed(0)} ms against ${median(bare).toFixed(0)} ms; ` +
      `the bare loop is ${(median(bare) / ideal).toFixed(3)} times the PBX's own ${ideal.toFixed(0)} ms; ` +
      `rounds ${ratios.map((ratio) => ratio.toFixed(2)).join(' ')}${reading}`,
  );
}

/** The same requests with nothing recorded, with the same concurrency and over kept connections. */
async function bareLoop(requests: Regeneration[], concurrency: number): Promise<void> {
  const dispatcher = new Agent({ connections: concurrency });
  const left = [...requests];
  const worker = async (): Promise<void> => {
    for (let next = left.pop(); next; next = left.pop()) {
      const { statusCode, body } = await request(next.url, {
        method: 'POST',
        headers: next.headers,
        dispatcher,
      });
      const entity = (await body.json()) as { Password?: unknown };
      if (statusCode !== 200 || typeof entity.Password !== 'string')
        throw new Error(`it replied ${statusCode}`);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  await dispatcher.close();
}

/** The time lost against one request after the other at exactly the speed that new PBXs get. */
async function againstPace(engine: BenchEngine): Promise<void> {
  const { ratePerSecond } = defaultPace;
  if (ratePerSecond === null) throw new Error('new PBXs have no pace');
  const ideal = ((pacedDevices - 1) * 1000) / ratePerSecond + latencyMs;
  const ms = await timed(async () => void (await engine.run(defaultPace, pacedDevices)));
  report(
    `${pacedDevices} devices at ${ratePerSecond} a second`,
    `${((ms / ideal - 1) * 100).toFixed(2)} % lost (aim ${maxLoss * 100} %): ` +
      `${ms.toFixed(0)} ms against ${ideal.toFixed(0)} ms`,
  );
}

/** As a workflow tool does it: one request after the other, each on a new connection. */
async function againstOneByOne(engine: BenchEngine, requests: Regeneration[]): Promise<void> {
  const oneByOne = await timed(async () => {
    for (const { url, headers } of requests) await post(url, headers);
  });
  const { concurrency } = defaultPace;
  const ours = await timed(async () => void (await engine.run({ concurrency, ratePerSecond: null })));
  report(
    `${devices} devices one by one`,
    `${(oneByOne / ours).toFixed(1)} times as long as ours, ${concurrency} at once: ` +
      `${oneByOne.toFixed(0)} ms against ${ours.toFixed(0)} ms, without TLS`,
  );
}

function post(url: string, headers: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = http.request(url, { method: 'POST', headers, agent: false }, (reply) => {
      reply.resume().once('end', resolve);
    });
    outgoing.once('error', reject).end();
  });
}

async function signIn({ url }: BenchPbx): Promise<string> {
  const { clientId, apiKey } = otherClient;
  const reply = await fetch(`${url}/connect/token`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: clientId,
      client_secret: apiKey,
      grant_type: 'client_credentials',
    }),
  });
  return ((await reply.json()) as { access_token: string }).access_token;
}
