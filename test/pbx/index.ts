import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { createAddresses } from './addresses.ts';
import { type DemoBehaviour, defaultBehaviour } from './behaviour.ts';
import { type CertificateOptions, type DemoCertificate, makeCertificate } from './certificate.ts';
import {
  type DeviceInfo,
  type EventLog,
  type Fxs,
  nameOfUser,
  normalMac,
  type SipDevice,
  type User,
} from './entities.ts';
import { type DemoExchange, type DemoRequest, decodeTarget, parseRequestBody } from './exchange.ts';
import { createFaultQueues, type DeviceFault, type Place, type ServerFault } from './faults.ts';
import { makeFixtures } from './fixtures.ts';
import { playFault } from './outcome.ts';
import { earlierEvents, linkSecrets, noteFetch, type ProvisioningResult } from './provisioning.ts';
import { type PreparedRequest, prepareRequest } from './routes.ts';
import { createSeeded } from './seeded.ts';
import { send } from './send.ts';
import { createDeviceFinder, type PbxState } from './state.ts';
import { createTokens, type SignInCount } from './tokens.ts';
import { openTransport } from './transport.ts';

export type { DemoBehaviour } from './behaviour.ts';
export {
  type CertificateOptions,
  makeAuthority,
} from './certificate.ts';
export { nameOfUser, normalMac } from './entities.ts';
export type { DemoExchange, DemoRequest } from './exchange.ts';
export { type DeviceFault, type LateFault, late, type Place, type ServerFault } from './faults.ts';

export interface DemoPbxOptions {
  /** Determines names, MACs, keys and passwords. */
  seed?: number | string;
  /** The number of FXS gateways and DECT bases. */
  devices?: number;
  /** The number of users; most have a desk phone. */
  users?: number;
  /** 0, the default, picks a free one. */
  port?: number;
  ipv6?: boolean;
  /** HTTPS with a certificate created for it. */
  https?: boolean | CertificateOptions;
  clientId?: string;
  apiKey?: string;
  /** Further API clients: client ID and API key. */
  clients?: Record<string, string>;
  behaviour?: Partial<DemoBehaviour>;
}

/** A running demo 3CX. */
export interface DemoPbx {
  /** Origin, such as `http://127.0.0.1:34567` or `https://localhost:34567`. */
  readonly url: string;
  readonly port: number;
  readonly clientId: string;
  readonly apiKey: string;
  /** SHA-256 of the leaf certificate in use, as colon-separated upper-case hex; null on http. */
  readonly fingerprint: string | null;
  readonly certificatePem: string | null;
  /** What a client must trust: the certificate's authority, or the self-signed certificate. */
  readonly caPem: string | null;
  /** Live: a test may read passwords, and add, change and remove entities. */
  readonly devices: Fxs[];
  readonly users: User[];
  readonly deviceInfos: DeviceInfo[];
  readonly sipDevices: SipDevice[];
  /** Every request received, in order. */
  readonly requests: DemoRequest[];
  readonly signIns: Readonly<SignInCount>;
  /** Passwords generated, by `normalMac` of the device or desk phone and by `nameOfUser`, in order. */
  readonly regenerated: ReadonlyMap<string, readonly string[]>;
  /** The event log, live. Fetches by devices are added when it is read. */
  readonly events: EventLog[];
  /** Devices that were asked to fetch their configuration, by `normalMac`, in order. */
  readonly reprovisioned: readonly string[];
  /** Every text that must never be shown or stored: sessions in links, and provisioning links. */
  linkSecrets(): string[];
  /** A device fetches its configuration on its own, at the given time or now, by the PBX's clock. */
  deviceFetches(mac: string, result?: ProvisioningResult, at?: number): void;
  readonly behaviour: DemoBehaviour;
  /** The faults for the next regenerations of a device, one each; replaces the rest of an earlier script. */
  script(mac: string, ...faults: DeviceFault[]): void;
  /** As `script`, for reading one device (`GET Fxs('…')`). */
  scriptRead(mac: string, ...faults: DeviceFault[]): void;
  /** As `script`, for the next regenerations of a user's password (`Users(…)/Pbx.Regenerate`). */
  scriptUser(id: number, ...faults: DeviceFault[]): void;
  /** As `script`, for reading one user (`GET Users(…)`). */
  scriptReadUser(id: number, ...faults: DeviceFault[]): void;
  /** As `script`, for a place of the server. Without faults the place works normally again. */
  serverFault(place: Place, ...faults: ServerFault[]): void;
  /** As if another program signed in with the same client: the current token is dead. */
  evictToken(): void;
  /** Gives the API client another key. */
  setApiKey(apiKey: string): void;
  /** Sets the PBX's clock to this offset from the computer's. */
  setClock(offsetMs: number): void;
  /** Clears blocked addresses and refused sign-ins. */
  unblock(): void;
  /** New connections get a new certificate; the old ones are dropped. */
  replaceCertificate(options?: CertificateOptions): Promise<void>;
  /** Drops all connections, as a restarted proxy would. */
  dropConnections(): void;
  /** Called with each request that got a whole reply; returns a function that removes the listener. */
  onExchange(listener: (exchange: DemoExchange) => void): () => void;
  /** Resolves with the next request that the predicate accepts, before it is answered. */
  nextRequest(predicate?: (request: DemoRequest) => boolean): Promise<DemoRequest>;
  /** Resolves when the next connection or request of a blocked address is rejected. */
  nextTurnedAway(): Promise<void>;
  /** Closes at once, whatever still hangs. */
  close(): Promise<void>;
}

/** Starts a demo 3CX on the loopback. */
export async function startDemoPbx(options: DemoPbxOptions = {}): Promise<DemoPbx> {
  const seeded = createSeeded(options.seed ?? 1);
  const behaviour: DemoBehaviour = { ...defaultBehaviour, ...options.behaviour };
  const clientId = options.clientId ?? 'rekey-laptop';
  let apiKey = options.apiKey ?? seeded.text(32, 'api-key');
  let clockOffset = 0;
  const now = () => Date.now() + clockOffset;
  const clients = new Map([...Object.entries(options.clients ?? {}), [clientId, apiKey] as const]);
  const fixtures = makeFixtures(seeded, { devices: options.devices ?? 24, users: options.users ?? 12 });
  const state: PbxState = {
    ...fixtures,
    behaviour,
    seeded,
    now,
    tokens: createTokens({ clients, behaviour, seeded, now }),
    addresses: createAddresses(behaviour),
    signIns: { requests: 0, accepted: 0, refused: 0 },
    regenerated: new Map(),
    events: earlierEvents(5, now()),
    fetching: [],
    reprovisioned: [],
    findDevice: createDeviceFinder(fixtures.devices, behaviour),
  };
  const faults = createFaultQueues();
  const requests: DemoRequest[] = [];
  const listeners = new Set<(exchange: DemoExchange) => void>();
  const waiting = new Set<(request: DemoRequest) => void>();
  const turnedAway: (() => void)[] = [];
  const closing = new AbortController();
  let certificate: DemoCertificate | null = options.https
    ? await makeCertificate(options.https === true ? {} : options.https)
    : null;

  const verdict = (address: string) => (state.addresses.isBlocked(address) ? behaviour.blockBy : 'serve');
  const admit = (address: string) => {
    const result = verdict(address);
    if (result !== 'serve') for (const resolve of turnedAway.splice(0)) resolve();
    return result;
  };

  const transport = await openTransport({
    port: options.port ?? 0,
    ipv6: options.ipv6 ?? false,
    certificate,
    admit,
    serve: (request, response) => {
      answer(request, response).catch((error) => {
        const gone = request.socket.destroyed || closing.signal.aborted;
        response.destroy();
        // A client that hung up is not worth reporting; anything else is a bug that a test must not miss.
        if (!gone) throw error;
      });
    },
  });

  async function answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(message);
    const from = message.socket.remoteAddress ?? '';
    const admitted = admit(from);
    if (admitted === 'destroy') transport.reset(message);
    if (admitted !== 'serve') return;

    const request = record(message, body);
    const prepared = prepareRequest(state, { ...request, from });
    if (prepared.place === 'token') state.signIns.requests++;
    const outcome = await play(request, prepared);
    if (behaviour.latencyMs > 0) await delay(behaviour.latencyMs, undefined, { signal: closing.signal });

    const nowBlocked = verdict(from) !== 'serve';
    if (nowBlocked) response.setHeader('connection', 'close');
    const sent = send(response, outcome, new Date(now()), () => transport.reset(message));
    if (nowBlocked && behaviour.blockBy === 'destroy') transport.dropOthers(from, message);
    if (sent === 'nothing' || !('reply' in outcome)) return;
    request.status = outcome.reply.status;
    if (sent === 'whole') {
      for (const listener of listeners) {
        listener({ request, requestBody: parseRequestBody(request), reply: outcome.reply });
      }
    }
  }

  function record(message: IncomingMessage, body: string): DemoRequest {
    const url = message.url ?? '/';
    const request: DemoRequest = {
      number: requests.length + 1,
      method: message.method ?? 'GET',
      url,
      path: decodeTarget(url),
      headers: message.headers,
      body,
      at: Date.now(),
      status: null,
      fault: null,
    };
    requests.push(request);
    for (const offer of waiting) offer(request);
    return request;
  }

  function play(request: DemoRequest, prepared: PreparedRequest) {
    const fault = faults.next(prepared);
    request.fault = fault?.kind ?? null;
    return playFault(fault, prepared.run, behaviour);
  }

  return {
    url: certificate ? `https://localhost:${transport.port}` : `http://127.0.0.1:${transport.port}`,
    port: transport.port,
    clientId,
    get apiKey() {
      return apiKey;
    },
    get fingerprint() {
      return certificate?.fingerprint ?? null;
    },
    get certificatePem() {
      return certificate?.cert ?? null;
    },
    get caPem() {
      return certificate?.ca ?? null;
    },
    ...fixtures,
    requests,
    signIns: state.signIns,
    regenerated: state.regenerated,
    events: state.events,
    reprovisioned: state.reprovisioned,
    linkSecrets: () => linkSecrets(state),
    deviceFetches: (mac, result = 'generated', at = now()) => noteFetch(state, mac, result, at),
    behaviour,
    script: (mac, ...list) => faults.script(normalMac(mac), 'regenerate', list),
    scriptRead: (mac, ...list) => faults.script(normalMac(mac), 'read', list),
    scriptUser: (id, ...list) => faults.script(nameOfUser(id), 'regenerate', list),
    scriptReadUser: (id, ...list) => faults.script(nameOfUser(id), 'read', list),
    serverFault: (place, ...list) => faults.serve(place, list),
    evictToken: () => state.tokens.evict(clientId),
    setApiKey(key) {
      apiKey = key;
      state.tokens.setKey(clientId, key);
    },
    setClock(offsetMs) {
      clockOffset = offsetMs;
    },
    unblock: () => state.addresses.unblock(),
    async replaceCertificate(next = {}) {
      certificate = await makeCertificate(next);
      transport.replaceCertificate(certificate);
      transport.dropAll();
    },
    dropConnections: () => transport.dropAll(),
    onExchange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    nextRequest: (predicate = () => true) =>
      new Promise((resolve) => {
        const offer = (request: DemoRequest) => {
          if (!predicate(request)) return;
          waiting.delete(offer);
          resolve(request);
        };
        waiting.add(offer);
      }),
    nextTurnedAway: () => new Promise((resolve) => void turnedAway.push(resolve)),
    async close() {
      closing.abort();
      await transport.close();
    },
  };
}

const largestBody = 1_000_000;

async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > largestBody) throw new Error('The request is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
