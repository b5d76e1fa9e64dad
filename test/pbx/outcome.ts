import type { DemoBehaviour } from './behaviour.ts';
import type { PlayedFault, ReplyFault } from './faults.ts';
import { hostileNames } from './hostile.ts';
import { emptyReply, errorReply, htmlReply, jsonReply, type Reply } from './reply.ts';

/** What happens to a request on the wire. */
export type Outcome =
  | { kind: 'reply'; reply: Reply }
  | { kind: 'destroy' }
  | { kind: 'hang' }
  | { kind: 'partial'; reply: Reply }
  | { kind: 'endless' }
  | { kind: 'drip'; reply: Reply; intervalMs: number; bytes: number };

/**
 * Applies a fault. `run` carries the request out and returns its proper reply; a fault that means "not carried out"
 * does not call it.
 */
export async function playFault(
  fault: PlayedFault | null,
  run: () => Reply,
  behaviour: DemoBehaviour,
): Promise<Outcome> {
  const reply = (value: Reply): Outcome => ({ kind: 'reply', reply: value });
  if (!fault) return reply(run());
  switch (fault.kind) {
    case 'status':
      if (fault.carryOut) run();
      return reply(statusReply(fault, behaviour));
    case 'reset':
    case 'hang':
      if (fault.when === 'after') run();
      return { kind: fault.kind === 'hang' ? 'hang' : 'destroy' };
    case 'late':
      return new Promise((resolve) => fault.attach(() => resolve(reply(run()))));
    case 'html':
      if (fault.carryOut) run();
      return reply(htmlReply(200, 'Please wait'));
    case 'truncated':
      return { kind: 'partial', reply: run() };
    case 'not-json':
      return reply({ ...run(), body: '{"MacAddress": oops' });
    case 'huge':
      run();
      return { kind: 'endless' };
    case 'redirect':
      return reply(emptyReply(302, { location: fault.location ?? 'https://elsewhere.example/' }));
    case 'unauthorized':
      return reply(errorReply(behaviour, 401, 'Unauthorized', {}, { 'www-authenticate': 'Bearer' }));
    case 'slow-body':
      return { kind: 'drip', reply: run(), intervalMs: fault.intervalMs ?? 20, bytes: fault.bytes ?? 1 };
    case 'null':
      run();
      return reply(jsonReply(200, null));
    case 'no-password':
      return reply(edited(run(), ({ Password: _, ...entity }) => entity));
    case 'wrong-device':
      return reply(
        edited(run(), (entity) => ({ ...entity, MacAddress: '000B82DEC0DE', Password: 'of-another-device' })),
      );
    case 'short-page':
      return reply(editedEntries(run(), (entries) => entries.slice(0, fault.entries)));
    case 'without-mac':
      return reply(
        editedEntries(run(), (entries) =>
          entries.map(({ MacAddress, ...entry }, index) =>
            index % 2 === 0 ? { ...entry, MacAddress } : entry,
          ),
        ),
      );
    case 'hostile-names':
      return reply(
        editedEntries(run(), (entries) =>
          entries.map((entry, index) => ({ ...entry, Name: hostileNames[index % hostileNames.length] })),
        ),
      );
    case 'edit':
      return reply(edited(run(), fault.edit));
    case 'captive-portal':
      return reply(
        fault.redirectTo === undefined
          ? htmlReply(200, 'Welcome to the guest network')
          : emptyReply(302, { location: fault.redirectTo }),
      );
    case 'maintenance':
      return reply(htmlReply(503, 'Under maintenance', { 'retry-after': `${fault.retryAfter ?? 120}` }));
    case 'web-server':
      return reply(htmlReply(404, '404 Not Found'));
  }
}

function statusReply(fault: Extract<ReplyFault, { kind: 'status' }>, behaviour: DemoBehaviour): Reply {
  const { status, body, headers = {} } = fault;
  if (body !== undefined) {
    const type = body.startsWith('<') ? 'text/html; charset=utf-8' : 'application/json';
    return { status, headers: { ...(body !== '' && { 'content-type': type }), ...headers }, body };
  }
  if (status === 204 || status === 304 || (status === 500 && behaviour.emptyBody500)) {
    return emptyReply(status, headers);
  }
  return errorReply(behaviour, status, `The demo was told to answer ${status}`, {}, headers);
}

function edited(reply: Reply, edit: (body: Record<string, unknown>) => unknown): Reply {
  const body: unknown = reply.body === '' ? null : JSON.parse(reply.body);
  if (typeof body !== 'object' || body === null) return reply;
  return { ...reply, body: JSON.stringify(edit({ ...body })) };
}

function editedEntries(
  reply: Reply,
  edit: (entries: Record<string, unknown>[]) => Record<string, unknown>[],
): Reply {
  return edited(reply, (body) => {
    const { value } = body;
    return Array.isArray(value) ? { ...body, value: edit(value) } : body;
  });
}
