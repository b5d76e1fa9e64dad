import { nameOfUser, normalMac } from './entities.ts';
import type { Place } from './faults.ts';
import { parseResourcePath, type ResourcePath, routeOf } from './odata-path.ts';
import { emptyReply, errorReply, htmlReply, type Reply } from './reply.ts';
import { resourceHandlers } from './resources.ts';
import type { PbxState } from './state.ts';

/** A request as the routes see it. */
export interface RouteRequest {
  method: string;
  /** The raw target, still percent-encoded. */
  url: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  /** The address it came from. */
  from: string;
}

/** A request that was understood: its place, and how to carry it out. */
export interface PreparedRequest {
  /** Null if no fault of an endpoint applies: it is refused anyway, or is not part of the XAPI. */
  place: Place | null;
  /** The device it names, in its normal spelling, or the user, as `nameOfUser` returns it. */
  subject: string | null;
  /** Carries it out; called at most once. */
  run(): Reply;
}

const places: Record<string, Place> = {
  Fxs: 'devices',
  'Fxs()': 'device',
  'Fxs()/Pbx.RegenerateWebCredentials': 'regenerate',
  Users: 'users',
  'Users()': 'user',
  'Users()/Pbx.Regenerate': 'regenerate-user',
  SystemStatus: 'status',
  'Defs/Pbx.GetLicenseParameters()': 'licence',
  DeviceInfos: 'device-infos',
  SipDevices: 'sip-devices',
  EventLogs: 'event-logs',
  'Users/Pbx.ReprovisionPhone': 'reprovision',
  'Users/Pbx.GetPhoneRegistrars': 'registrars',
};

const xapi = '/xapi/v1/';

/** Finds what a request asks for. Faults are applied between this and carrying it out. */
export function prepareRequest(state: PbxState, request: RouteRequest): PreparedRequest {
  const nothing = (run: () => Reply): PreparedRequest => ({ place: null, subject: null, run });
  const { behaviour } = state;
  const [path = '', search = ''] = splitOnce(request.url, '?');

  if (!state.addresses.allow(request.from)) {
    return nothing(() => errorReply(behaviour, 429, 'Requests rate too high', {}, { 'retry-after': '1' }));
  }
  if (path === '/connect/token') {
    return { place: 'token', subject: null, run: () => signIn(state, request) };
  }
  if (!path.startsWith(xapi)) {
    return nothing(() => (path === '/' ? htmlReply(200, '3CX Web Client') : htmlReply(404, '404 Not Found')));
  }
  if (!state.tokens.accepts(header(request, 'authorization'))) {
    return nothing(() => errorReply(behaviour, 401, 'Unauthorized', {}, { 'www-authenticate': 'Bearer' }));
  }
  const isOfUsers = /^Users\b/.test(path.slice(xapi.length));
  if (!behaviour.permitted || (isOfUsers && !behaviour.usersPermitted))
    return nothing(() => errorReply(behaviour, 403, 'Forbidden'));

  const resource = parseResourcePath(path.slice(xapi.length));
  const handlers = resource && resourceHandlers[routeOf(resource)];
  if (!resource || !handlers) return nothing(() => emptyReply(404));
  const handler = handlers[request.method];
  if (!handler) return nothing(() => emptyReply(405, { allow: Object.keys(handlers).join(', ') }));
  return {
    place: places[routeOf(resource)] ?? 'actions',
    subject: subjectOf(resource),
    run: () => handler({ state, path: resource, search, body: request.body }),
  };
}

function signIn(state: PbxState, request: RouteRequest): Reply {
  if (request.method !== 'POST') return emptyReply(405, { allow: 'POST' });
  const isForm = header(request, 'content-type')?.startsWith('application/x-www-form-urlencoded');
  const outcome = state.tokens.signIn(new URLSearchParams(isForm ? request.body : ''));
  if (outcome.accepted) {
    state.signIns.accepted++;
    state.addresses.accepted(request.from);
  }
  if (outcome.refused) {
    state.signIns.refused++;
    state.addresses.refused(request.from);
  }
  return outcome.reply;
}

function subjectOf({ name, key }: ResourcePath): string | null {
  if (name === 'Fxs' && key) return normalMac(`${key.value}`);
  return name === 'Users' && key?.type === 'number' ? nameOfUser(key.value) : null;
}

function header(request: RouteRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
