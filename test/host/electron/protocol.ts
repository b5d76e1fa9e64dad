import type * as E from 'electron';
import { isReady } from './lifecycle.ts';
import { strict } from './strict.ts';

type Handler = Parameters<E.Protocol['handle']>[1];

const privileged = new Map<string, E.Privileges>();

/** Electron refuses this once it is ready, and so does the stand-in. */
function registerSchemesAsPrivileged(schemes: E.CustomScheme[]): void {
  if (isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
  privileged.clear();
  for (const { scheme, privileges } of schemes) privileged.set(scheme, privileges ?? {});
}

/** The protocols of a session. */
export class Protocol {
  readonly #handlers = new Map<string, Handler>();

  registerSchemesAsPrivileged = registerSchemesAsPrivileged;

  handle(scheme: string, handler: Handler): void {
    if (this.#handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    const { standard, secure } = privileged.get(scheme) ?? {};
    // Pages of other kinds of schemes have an opaque origin, which the https name used here cannot imitate.
    if (!standard || !secure)
      throw new Error(
        `The stand-in serves privileged standard, secure schemes only, and '${scheme}' is none.`,
      );
    this.#handlers.set(scheme, handler);
  }

  unhandle(scheme: string): void {
    this.#handlers.delete(scheme);
  }

  isProtocolHandled(scheme: string): boolean {
    return this.#handlers.has(scheme);
  }

  /** The handler for a URL, or undefined. */
  static handlerFor(self: Protocol, url: string): Handler | undefined {
    return self.#handlers.get(new URL(url).protocol.slice(0, -1));
  }
}

/**
 * The `protocol` export before anything else: it belongs to the default session, which must not be created before
 * ready.
 */
export function protocolExport(ofDefaultSession: () => Protocol) {
  return strict('protocol', {
    registerSchemesAsPrivileged,
    handle: (scheme: string, handler: Handler) => ofDefaultSession().handle(scheme, handler),
    unhandle: (scheme: string) => ofDefaultSession().unhandle(scheme),
    isProtocolHandled: (scheme: string) => ofDefaultSession().isProtocolHandled(scheme),
  } satisfies Pick<E.Protocol, 'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'>);
}
