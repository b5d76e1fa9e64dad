/** A fault before anything was carried out, or after: in the second case a new password exists. */
type When = 'before' | 'after';

/** A deliberately late reply: the regeneration is carried out only when the test says so. */
export interface LateFault {
  kind: 'late';
  /** Carries the request out now, whether or not its client still waits; before the request: as soon as it arrives. */
  release(): void;
  /** Resolves when the request has arrived, and is held. */
  arrived: Promise<void>;
  /** Resolves when a released request has been carried out. */
  done: Promise<void>;
  /** For the demo: runs the work on release. */
  attach(work: () => void): void;
}

/** What can go wrong with one request, at any endpoint. */
export type ReplyFault =
  /** No fault: lets requests through between two faults. */
  | { kind: 'none' }
  /** Any status; without `body`, OData's error envelope. `carryOut`: carried out anyway. */
  | { kind: 'status'; status: number; body?: string; headers?: Record<string, string>; carryOut?: boolean }
  /** The connection is reset. */
  | { kind: 'reset'; when: When }
  /** No reply at all. */
  | { kind: 'hang'; when: When }
  | LateFault
  /** 200 with a web page. */
  | { kind: 'html'; carryOut?: boolean }
  /** Half of the reply, then the connection closes. */
  | { kind: 'truncated' }
  /** 200 and a JSON type, but the text is not JSON. */
  | { kind: 'not-json' }
  /** A body without an end. */
  | { kind: 'huge' }
  /** 302 to another host. */
  | { kind: 'redirect'; location?: string }
  /** 401, although the token is good. */
  | { kind: 'unauthorized' }
  /** The right reply, a few bytes at a time. */
  | { kind: 'slow-body'; intervalMs?: number; bytes?: number };

/** What can go wrong with one device's request. */
export type DeviceFault =
  | ReplyFault
  /** Carried out; the reply is JSON `null`. */
  | { kind: 'null' }
  /** Carried out; the entity has no `Password`. */
  | { kind: 'no-password' }
  /** Carried out; the entity has another MAC. */
  | { kind: 'wrong-device' };

/** What can go wrong with a list. */
type ListFault =
  /** Fewer entities than requested, while `@odata.count` reports more. */
  | { kind: 'short-page'; entries: number }
  /** Every second entity has no `MacAddress`. */
  | { kind: 'without-mac' }
  /** Names with control characters, ANSI escapes, direction marks, 100 kB of text. */
  | { kind: 'hostile-names' }
  /** Any change to the parsed reply. */
  | { kind: 'edit'; edit: (body: Record<string, unknown>) => unknown };

/** A fault for every request, until that place's fault is replaced. */
type LastingFault =
  /** The portal of a hotel or airport: its page on every path, or a redirect to it. */
  | { kind: 'captive-portal'; redirectTo?: string }
  /** 503 with `Retry-After`. */
  | { kind: 'maintenance'; retryAfter?: number }
  /** Some other web server: its 404 page on every path. */
  | { kind: 'web-server' }
  /** Another fault, for each request. */
  | { kind: 'always'; fault: DeviceFault | ListFault };

export type ServerFault = DeviceFault | ListFault | LastingFault;

/** A fault as it is applied to one request. */
export type PlayedFault = Exclude<ServerFault, { kind: 'always' | 'none' }>;

/**
 * Where a server fault applies. `device` is `GET Fxs('…')`, `user` is `GET Users(…)`, `regenerate-user` the
 * regeneration of a user's password, `actions` every other POST except a device's regeneration.
 */
export type Place =
  | 'everywhere'
  | 'token'
  | 'devices'
  | 'device'
  | 'regenerate'
  | 'users'
  | 'user'
  | 'regenerate-user'
  | 'status'
  | 'licence'
  | 'device-infos'
  | 'sip-devices'
  | 'event-logs'
  | 'reprovision'
  | 'registrars'
  | 'actions';

/** A late fault, for use in a script. */
export function late(): LateFault {
  let work: (() => void) | null = null;
  let released = false;
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
  const { promise: done, resolve } = Promise.withResolvers<void>();
  const runWhenReady = () => {
    if (!released || !work) return;
    work();
    work = null;
    resolve();
  };
  return {
    kind: 'late',
    arrived,
    done,
    release() {
      released = true;
      runWhenReady();
    },
    attach(given) {
      work = given;
      arrive();
      runWhenReady();
    },
  };
}

/** The pending faults. */
export interface FaultQueues {
  script(subject: string, kind: 'read' | 'regenerate', faults: DeviceFault[]): void;
  serve(place: Place, faults: ServerFault[]): void;
  /** Takes the next fault for a request: of the whole server, of its place, or of its device or user. */
  next(request: { place: Place | null; subject: string | null }): PlayedFault | null;
}

const lasting = new Set<string>([
  'captive-portal',
  'maintenance',
  'web-server',
  'always',
] satisfies LastingFault['kind'][]);

export function createFaultQueues(): FaultQueues {
  const queues = new Map<string, ServerFault[]>();
  const take = (key: string): PlayedFault | null => {
    const queue = queues.get(key);
    const fault = queue?.[0];
    if (!queue || !fault) return null;
    if (!lasting.has(fault.kind)) queue.shift();
    const played = fault.kind === 'always' ? fault.fault : fault;
    return played.kind === 'none' ? null : played;
  };
  return {
    script: (subject, kind, faults) => void queues.set(`${kind} ${subject}`, [...faults]),
    serve: (place, faults) => void queues.set(place, [...faults]),
    next({ place, subject }) {
      const everywhere = take('everywhere');
      if (everywhere || !place) return everywhere;
      const atPlace = take(place);
      if (atPlace || subject === null) return atPlace;
      const regenerates = place === 'regenerate' || place === 'regenerate-user';
      return take(`${regenerates ? 'regenerate' : 'read'} ${subject}`);
    },
  };
}
