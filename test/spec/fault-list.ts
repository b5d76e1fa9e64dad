import { late, type Place, type ServerFault } from '../pbx/index.ts';

type Kind = Exclude<ServerFault['kind'], 'always' | 'none'>;

/**
 * For each fault of the demo: why its reply is not one of a real 3CX, and so is not checked against the file; null if
 * it is checked.
 */
export const leftOutFaults: Record<Kind, string | null> = {
  status: null,
  unauthorized: null,
  null: null,
  late: null,
  'slow-body': null,
  'wrong-device': null,
  'hostile-names': null,
  'short-page': null,
  reset: 'no reply at all',
  hang: 'no reply at all',
  truncated: 'half a reply',
  huge: 'a reply without an end',
  html: "a proxy's page",
  'captive-portal': "a portal's page",
  maintenance: "a proxy's page",
  'web-server': 'not a 3CX',
  redirect: 'not a 3CX',
  'not-json': 'garbled on the way',
  'no-password': 'an entity that lacks a property',
  'without-mac': 'entities that lack a property',
  edit: 'whatever a test makes of it',
};

/** Faults whose replies are checked, and where they are applied. */
export const checkedFaults: { place: Place; fault: () => ServerFault }[] = [
  ...[400, 403, 404, 409, 429, 500, 502, 503].map((status) => ({
    place: 'regenerate' as const,
    fault: () => ({ kind: 'status' as const, status, headers: { 'retry-after': '1' } }),
  })),
  { place: 'regenerate', fault: () => ({ kind: 'unauthorized' }) },
  { place: 'regenerate', fault: () => ({ kind: 'null' }) },
  { place: 'regenerate', fault: () => ({ kind: 'slow-body', intervalMs: 1, bytes: 200 }) },
  { place: 'regenerate', fault: () => ({ kind: 'wrong-device' }) },
  {
    place: 'regenerate',
    fault: () => {
      const fault = late();
      fault.release();
      return fault;
    },
  },
  { place: 'devices', fault: () => ({ kind: 'hostile-names' }) },
  { place: 'devices', fault: () => ({ kind: 'short-page', entries: 2 }) },
  { place: 'users', fault: () => ({ kind: 'status', status: 403 }) },
  ...(['reprovision', 'registrars', 'event-logs'] as const).flatMap((place) =>
    [400, 403, 404, 429, 500, 503].map((status) => ({
      place,
      fault: () => ({ kind: 'status' as const, status }),
    })),
  ),
  ...[400, 403, 404, 429, 500, 503].map((status) => ({
    place: 'regenerate-user' as const,
    fault: () => ({ kind: 'status' as const, status }),
  })),
  { place: 'user', fault: () => ({ kind: 'status', status: 404 }) },
  { place: 'status', fault: () => ({ kind: 'status', status: 503 }) },
];
