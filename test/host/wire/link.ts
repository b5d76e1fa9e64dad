/**
 * Calls between the test process and the app's main process, in both directions over one channel, in order.
 */

/** A set of calls by name, as an interface with one method per call. */
// biome-ignore lint/suspicious/noExplicitAny: a constraint that any method satisfies
export type Calls<T> = { [K in keyof T]: (...args: any[]) => unknown };

/** What goes over the channel; plain data and byte arrays only. */
export type Packet =
  | { type: 'call'; id: number; name: string; args: unknown[] }
  | { type: 'post'; name: string; args: unknown[] }
  | { type: 'reply'; id: number; value: unknown }
  | { type: 'failure'; id: number; message: string; extra: object };

type Args<F> = F extends (...args: infer A) => unknown ? A : never;
type Result<F> = F extends (...args: never[]) => infer R ? Awaited<R> : never;

/** One end of the channel: `Theirs` are the calls on the other side. */
export class Link<Theirs extends Calls<Theirs>> {
  readonly #transmit: (packet: Packet) => void;
  readonly #pending = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  #last = 0;
  #closed: Error | undefined;

  constructor(transmit: (packet: Packet) => void) {
    this.#transmit = transmit;
  }

  /** Calls the other side and waits for its answer. Rejects at once if the other side is gone. */
  call<K extends keyof Theirs & string>(name: K, ...args: Args<Theirs[K]>): Promise<Result<Theirs[K]>> {
    if (this.#closed) return Promise.reject(this.#closed);
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#transmit({ type: 'call', id, name, args });
    });
  }

  /** Sends the other side a message without an answer. */
  post<K extends keyof Theirs & string>(name: K, ...args: Args<Theirs[K]>): void {
    if (!this.#closed) this.#transmit({ type: 'post', name, args });
  }

  /** Handles a packet from the channel; calls go to `ours`. */
  async receive<Ours extends Calls<Ours>>(packet: Packet, ours: Ours): Promise<void> {
    if (packet.type === 'reply' || packet.type === 'failure') {
      const waiting = this.#pending.get(packet.id);
      this.#pending.delete(packet.id);
      if (packet.type === 'reply') waiting?.resolve(packet.value as never);
      else waiting?.reject(Object.assign(new Error(packet.message), packet.extra));
      return;
    }
    const run = ours[packet.name as keyof Ours];
    if (packet.type === 'post') {
      run(...packet.args);
      return;
    }
    try {
      this.#transmit({ type: 'reply', id: packet.id, value: await run(...packet.args) });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#transmit({ type: 'failure', id: packet.id, message, extra: { ...(error as object) } });
    }
  }

  /** Rejects pending and future calls with the reason. */
  close(reason: Error): void {
    this.#closed ??= reason;
    for (const { reject } of this.#pending.values()) reject(this.#closed);
    this.#pending.clear();
  }
}
