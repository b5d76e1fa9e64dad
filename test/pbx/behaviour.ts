/**
 * How the demo PBX behaves where it is not certain how a real one does. May be changed while it runs. The marks are
 * those of the notes on the XAPI: [vendor] its specification or samples, [seen] reported from a live PBX, [guess]
 * inference.
 */
export interface DemoBehaviour {
  /** Unit of `expires_in`: seconds since 20.0.9, minutes before. [vendor] */
  expiresIn: 'seconds' | 'minutes';
  /** A JWT with `iat` and `exp` [vendor], or an opaque text. [guess] */
  tokenFormat: 'jwt' | 'opaque';
  /** Life of an access token by the PBX's clock. [vendor] */
  tokenLifetimeSeconds: number;
  /** Reply to a bad API key: `401 unauthorized` [vendor] or `400 invalid_client`. [seen] */
  refusal: '401' | '400';
  /** What a regeneration replies with: the device, or JSON `null`. [vendor] */
  regenerateReply: 'entity' | 'null';
  /** Whether `Fxs('…')` is case-sensitive. [guess] */
  keyCase: 'insensitive' | 'exact';
  /** The number of consecutive refused sign-ins after which an address is blocked. [guess] */
  blockAfterRefusals: number | null;
  /** What happens to a blocked address. [guess] */
  blockBy: 'destroy' | 'hang';
  /** The value of `@odata.count`: all entries [vendor], those on the page [seen], nothing, or a text. [guess] */
  count: 'total' | 'page' | 'none' | 'text';
  /** Whether a page links to the next one, and with which kind of address: OData's own paging. [guess] */
  nextLinks: 'none' | 'absolute' | 'relative' | 'elsewhere';
  /** Entries on a page, however many are requested. [seen] */
  pageLimit: number | null;
  /** Query options that are refused, such as `$count`. [guess] */
  refusedOptions: readonly string[];
  /** Whether `$skip` makes no difference. [guess] */
  ignoresSkip: boolean;
  /** The largest `$top`. [seen] */
  topLimit: number | null;
  /** Whether `error.code` is an empty text. [seen] */
  errorCodeEmpty: boolean;
  /** Reply to an unknown key: 404 [vendor], or 400 with `WARNINGS.XAPI.NOT_FOUND` in its details. [seen] */
  notFoundBy: '404' | '400-warning';
  /** Whether a 500 has no body. [seen] */
  emptyBody500: boolean;
  /** How long each reply takes. */
  latencyMs: number;
  /** Requests per second and address, including sign-ins; more are answered as `rateLimitBy` says. [seen] */
  requestRateLimit: number | null;
  /** A 429, or the address is blocked ("requests rate too high"). [guess] */
  rateLimitBy: '429' | 'block';
  /** The version it reports, which also decides the body of `Users({Id})/Pbx.Regenerate`. [vendor] */
  version: string;
  /**
   * Where the API client can see it: `SystemStatus` [vendor], the header of `/Defs` [seen], both, or nowhere. [guess]
   */
  versionShown: 'both' | 'status' | 'header' | 'nowhere';
  /**
   * What happens to properties that an action's body must not have: refused [seen], or ignored, so that the action is
   * accepted and does nothing. [guess]
   */
  unknownProperties: 'refused' | 'ignored';
  /** Whether the API client may read and change users. [vendor] */
  usersPermitted: boolean;
  /** Whether properties that are null are left out of replies. [seen] */
  nullsLeftOut: boolean;
  /** Whether `Password`, `Secret` and `DeskphonePassword` have a value in replies, or `null`. [guess] */
  secretsInReply: boolean;
  /** Whether `ReprovisionPhone` and `RebootPhone` know the MAC of an Fxs. [guess] */
  actionsKnowFxs: boolean;
  /** Whether the API client may have devices fetch their configuration, and ask where they are. [guess] */
  phoneActionsPermitted: boolean;
  /** How long after the request a device fetches it, by the PBX's clock. [guess] */
  fetchAfterMs: number;
  /** The outcome: the event log reports it, or that it failed, or nothing. [vendor] */
  fetchOutcome: 'generated' | 'failed' | 'silent';
  /** Whether the API client may read the event log. [guess] */
  eventsPermitted: boolean;
  /** Query options that are refused for the event log, or ways of filtering it. [guess] */
  refusedEventOptions: readonly ('$filter' | '$orderby' | '$select' | 'TimeGenerated')[];
  /** What `GetPhoneRegistrars` returns as an address. [seen] */
  registrarAddress: 'private' | 'sbc' | 'public' | 'missing';
  /** Whether the API client may use the XAPI at all: its role, the console's restrictions, the licence. [vendor] */
  permitted: boolean;
  /** Whether replies carry `@odata.context`, which OData services add and the vendor's file does not describe. [guess] */
  odataContext: boolean;
}

export const defaultBehaviour: Readonly<DemoBehaviour> = {
  expiresIn: 'seconds',
  tokenFormat: 'jwt',
  tokenLifetimeSeconds: 3600,
  refusal: '401',
  regenerateReply: 'entity',
  keyCase: 'insensitive',
  blockAfterRefusals: 3,
  blockBy: 'destroy',
  count: 'total',
  nextLinks: 'none',
  pageLimit: null,
  refusedOptions: [],
  ignoresSkip: false,
  topLimit: 100,
  errorCodeEmpty: true,
  notFoundBy: '404',
  emptyBody500: false,
  latencyMs: 0,
  requestRateLimit: null,
  rateLimitBy: '429',
  version: '20.0.10.100',
  versionShown: 'both',
  unknownProperties: 'refused',
  usersPermitted: true,
  nullsLeftOut: false,
  secretsInReply: true,
  actionsKnowFxs: false,
  phoneActionsPermitted: true,
  fetchAfterMs: 20_000,
  fetchOutcome: 'generated',
  eventsPermitted: true,
  refusedEventOptions: [],
  registrarAddress: 'private',
  permitted: true,
  odataContext: false,
};
