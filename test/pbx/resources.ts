import type { DemoBehaviour } from './behaviour.ts';
import { QueryError } from './odata-filter.ts';
import type { ResourcePath } from './odata-path.ts';
import { applyQuery, type EntityShape, parseQuery, project } from './odata-query.ts';
import { countOf, nextLinkOf, tokenOf, withoutToken } from './paging.ts';
import { eventsNow, isKnownToPhoneActions, registrarsOf, reprovision } from './provisioning.ts';
import { emptyReply, errorReply, jsonReply, notFoundReply, type Reply } from './reply.ts';
import {
  deviceInfoShape,
  eventLogShape,
  fxsShape,
  sipDeviceShape,
  systemStatusShape,
  userShape,
} from './shapes.ts';
import { findUser, type PbxState, regenerateDeskphones, regenerateDevice } from './state.ts';
import { licence, systemStatus } from './system.ts';

interface Call {
  state: PbxState;
  path: ResourcePath;
  search: string;
  body: string;
}
type Handler = (call: Call) => Reply;

const noShape: EntityShape = { properties: new Set(), navigation: {} };
const regenerateOptions = [
  'ConfigurationLink',
  'DeskphonePassword',
  'RpsKey',
  'SendWelcomeEmail',
  'SipAuth',
  'VoicemailPIN',
  'WebclientPassword',
];

/** The XAPI's resources by route and method. */
export const resourceHandlers: Record<string, Record<string, Handler>> = {
  Fxs: { GET: (call) => list(call, 'Fxs', call.state.devices, fxsShape) },
  'Fxs()': { GET: refusing((call) => device(call, 'entity')) },
  'Fxs()/Pbx.RegenerateWebCredentials': { POST: refusing((call) => device(call, 'action')) },
  Users: { GET: (call) => list(call, 'Users', call.state.users, userShape) },
  'Users()': { GET: refusing(user) },
  'Users()/Pbx.Regenerate': { POST: refusing(regenerateUser) },
  'Users/Pbx.ReprovisionPhone': { POST: permitted(refusing(reprovisionPhone)) },
  'Users/Pbx.RebootPhone': { POST: refusing(phoneAction) },
  'Users/Pbx.GetPhoneRegistrars': { POST: permitted(refusing(registrars)) },
  EventLogs: { GET: eventLogs },
  DeviceInfos: { GET: (call) => list(call, 'DeviceInfos', call.state.deviceInfos, deviceInfoShape) },
  SipDevices: { GET: (call) => list(call, 'SipDevices', call.state.sipDevices, sipDeviceShape) },
  SystemStatus: { GET: refusing(status) },
  Defs: { GET: refusing(defs) },
  'Defs/Pbx.GetLicenseParameters()': {
    GET: refusing((call) => {
      parseQuery(call.search, noShape, 'action', null);
      return jsonReply(200, withContext(call.state, 'Pbx.License', licence));
    }),
  },
};

/** Whether the demo has an operation of an OpenAPI file, given as `GET` and `/Fxs({MacAddress})`. */
export function implementsOperation(method: string, path: string): boolean {
  return resourceHandlers[path.slice(1).replace(/\{\w+\}/g, '')]?.[method] !== undefined;
}

function refusing(handler: Handler): Handler {
  return (call) => {
    try {
      return handler(call);
    } catch (error) {
      if (error instanceof QueryError) return errorReply(call.state.behaviour, 400, error.message);
      throw error;
    }
  };
}

function list(call: Call, name: string, rows: readonly object[], shape: EntityShape): Reply {
  return refusing(({ state, search }) => {
    const { behaviour } = state;
    const asked = parseQuery(withoutToken(search), shape, 'list', behaviour.topLimit);
    const refused = behaviour.refusedOptions.find((option) => new URLSearchParams(search).has(option));
    if (refused !== undefined) throw new QueryError(`Query option '${refused}' is not allowed.`);
    const skip = tokenOf(search) ?? (behaviour.ignoresSkip ? 0 : asked.skip);
    const top = Math.min(asked.top ?? rows.length, behaviour.pageLimit ?? rows.length);
    const query = { ...asked, skip, top };
    const { page, total } = applyQuery(rows, query);
    const hasMore = page.length > 0 && skip + page.length < total;
    return jsonReply(
      200,
      withContext(state, name, {
        ...(query.count && countOf(behaviour.count, total, page.length)),
        ...(hasMore && nextLinkOf(behaviour.nextLinks, name, search, skip + page.length)),
        value: page.map((row) => withoutSecrets(state, project(row, query, shape))),
      }),
    );
  })(call);
}

function device({ state, path, search }: Call, as: 'entity' | 'action'): Reply {
  const query = parseQuery(search, fxsShape, as, null);
  // A number between the parentheses is not a string literal: the key of an Fxs needs its quotes.
  if (path.key?.type !== 'string') return emptyReply(404);
  const found = state.findDevice(path.key.value);
  if (!found) return notFoundReply(state.behaviour, 'MacAddress');
  if (as === 'action') regenerateDevice(state, found);
  if (as === 'action' && state.behaviour.regenerateReply === 'null') return jsonReply(200, null);
  return jsonReply(
    200,
    withContext(state, 'Fxs/$entity', withoutSecrets(state, project(found, query, fxsShape))),
  );
}

function regenerateUser({ state, path, search, body }: Call): Reply {
  parseQuery(search, noShape, 'action', null);
  const flags = regenerateFlags(state.behaviour, parseBody(body));
  if (path.key?.type !== 'number') return emptyReply(404);
  const found = findUser(state, path.key);
  if (!found) return notFoundReply(state.behaviour, 'Id');
  if (flags.DeskphonePassword === true) regenerateDeskphones(state, found);
  return emptyReply(204);
}

/**
 * The options for `Pbx.Regenerate`: since 20.0.5 within `opts`, before that flat. What does not bind is refused, one
 * line for each field, or ignored.
 */
function regenerateFlags(
  { version, unknownProperties }: DemoBehaviour,
  body: Record<string, unknown>,
): Record<string, unknown> {
  const refuses = unknownProperties === 'refused';
  const wrapped = hasRegenerateOptions(version);
  const { opts, ...others } = body;
  const within = wrapped ? (isObject(opts) ? opts : null) : body;
  const wrong = [
    ...(wrapped && within === null ? ['opts'] : []),
    ...(wrapped ? Object.keys(others) : []),
    ...Object.keys(within ?? {}).filter((name) => !regenerateOptions.includes(name)),
  ];
  const mistyped = Object.entries(within ?? {})
    .filter(([name, value]) => regenerateOptions.includes(name) && typeof value !== 'boolean')
    .map(([name]) => name);
  const bad = [...(refuses ? wrong : []), ...mistyped];
  if (bad.length > 0)
    throw new QueryError(
      ['The input was not valid.', ...bad.map((name) => `${name} : not valid`)].join('\n'),
    );
  return within ?? {};
}

/** Since 20.0.5. */
function hasRegenerateOptions(version: string): boolean {
  const [major = 0, minor = 0, update = 0] = version.split('.').map(Number);
  return major > 20 || (major === 20 && (minor > 0 || update >= 5));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function user({ state, path, search }: Call): Reply {
  const query = parseQuery(search, userShape, 'entity', null);
  if (path.key?.type !== 'number') return emptyReply(404);
  const found = findUser(state, path.key);
  if (!found) return notFoundReply(state.behaviour, 'Id');
  return jsonReply(
    200,
    withContext(state, 'Users/$entity', withoutSecrets(state, project(found, query, userShape))),
  );
}

/** Settings that clients receive; only the header that comes with them matters here. */
function defs({ state, search }: Call): Reply {
  const { version, versionShown } = state.behaviour;
  const entity = { Id: 0 };
  const shape: EntityShape = { properties: new Set(['Id']), navigation: {} };
  const query = parseQuery(search, shape, 'entity', null);
  const shows = versionShown === 'both' || versionShown === 'header';
  return jsonReply(
    200,
    withContext(state, 'Defs', project(entity, query, shape)),
    shows ? { 'x-3cx-version': version } : {},
  );
}

function phoneAction({ state, search, body }: Call): Reply {
  parseQuery(search, noShape, 'action', null);
  const { mac } = parseBody(body);
  if (typeof mac !== 'string') throw new QueryError('The parameter mac is not valid');
  return isKnownToPhoneActions(state, mac) ? emptyReply(204) : notFoundReply(state.behaviour, 'mac');
}

/** For what the API client may not do, whatever else is allowed. */
function permitted(handler: Handler): Handler {
  return (call) =>
    call.state.behaviour.phoneActionsPermitted
      ? handler(call)
      : errorReply(call.state.behaviour, 403, 'Forbidden');
}

function reprovisionPhone(call: Call): Reply {
  const reply = phoneAction(call);
  if (reply.status === 204) reprovision(call.state, `${parseBody(call.body).mac}`);
  return reply;
}

function registrars({ state, search, body }: Call): Reply {
  parseQuery(search, noShape, 'action', null);
  const { macs } = parseBody(body);
  if (!Array.isArray(macs) || !macs.every((mac) => typeof mac === 'string'))
    throw new QueryError('The parameter macs is not valid');
  return jsonReply(
    200,
    withContext(state, 'Collection(Pbx.PhoneRegistrar)', { value: registrarsOf(state, macs) }),
  );
}

function eventLogs(call: Call): Reply {
  const { state, search } = call;
  const { eventsPermitted, refusedEventOptions } = state.behaviour;
  if (!eventsPermitted) return errorReply(state.behaviour, 403, 'Forbidden');
  const given = new URLSearchParams(search);
  const refused = refusedEventOptions.find(
    (option) => given.has(option) || given.get('$filter')?.includes(option),
  );
  if (refused !== undefined)
    return errorReply(state.behaviour, 400, `Query option '${refused}' is not allowed.`);
  return list(call, 'EventLogs', eventsNow(state), eventLogShape);
}

function status({ state, search }: Call): Reply {
  const { versionShown } = state.behaviour;
  if (versionShown !== 'both' && versionShown !== 'status')
    return errorReply(state.behaviour, 403, 'Forbidden');
  const entity = systemStatus({
    licenceKey: state.seeded.text(16, 'licence').toUpperCase(),
    extensions: state.users.length,
    version: state.behaviour.version,
    now: new Date(state.now()),
  });
  const shape = systemStatusShape(entity);
  const query = parseQuery(search, shape, 'entity', null);
  return jsonReply(200, withContext(state, 'SystemStatus', project(entity, query, shape)));
}

function parseBody(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    if (isObject(value)) return value;
  } catch {
    // Answered below, like any other body that is not an object.
  }
  throw new QueryError('The input was not valid.');
}

function withoutSecrets(state: PbxState, entity: Record<string, unknown>): Record<string, unknown> {
  const { secretsInReply, nullsLeftOut } = state.behaviour;
  const hidden = secretsInReply
    ? []
    : ['Password', 'Secret', 'DeskphonePassword', 'PhoneWebPassword'].filter((name) => name in entity);
  const shown = { ...entity, ...Object.fromEntries(hidden.map((name) => [name, null])) };
  return nullsLeftOut ? withoutNulls(shown) : shown;
}

function withoutNulls(entity: Record<string, unknown>): Record<string, unknown> {
  const shown = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(shown) : isObject(value) ? withoutNulls(value) : value;
  return Object.fromEntries(
    Object.entries(entity)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, shown(value)]),
  );
}

function withContext(state: PbxState, what: string, value: object): object {
  if (!state.behaviour.odataContext) return value;
  return { '@odata.context': `https://demo.3cx.example/xapi/v1/$metadata#${what}`, ...value };
}
