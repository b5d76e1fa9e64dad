/**
 * Values crossing the border between two JavaScript worlds of one page, as Electron's contextBridge passes them:
 * functions and promises become new ones on the other side that call back, errors keep their message, objects lose
 * their prototype, and everything else is cloned. Both worlds run this same code; border.ts carries the messages.
 */

/** A value in transit. */
type Wire =
  | { is: 'plain'; value: unknown }
  | { is: 'list'; items: Wire[] }
  | { is: 'record'; entries: [string, Wire][] }
  | { is: 'function'; id: number }
  | { is: 'yours'; id: number }
  | { is: 'promise'; id: number }
  | { is: 'error'; message: string };

/** The messages between the two sides. */
export type Message =
  | { about: 'call'; id: number; args: Wire[] }
  | { about: 'settle'; id: number; ok: boolean; value: Wire }
  | { about: 'expose'; key: string; api: Wire };

/** The answer to a message. */
export type Reply = { ok: true; value: Wire } | { ok: false; message: string };

// The page can replace these later, so they are captured before any of its scripts run.
const { apply } = Reflect;
const { structuredClone } = globalThis;
const NativePromise = Promise;
const { then } = NativePromise.prototype;
const NativeError = Error;

const tooDeep = 1000;

/** One side of the border. */
export class Crossing {
  readonly #send: (message: Message) => Reply;
  readonly #mine = new Map<number, (...args: unknown[]) => unknown>();
  readonly #ids = new WeakMap<object, number>();
  readonly #theirs = new WeakMap<object, number>();
  readonly #promises = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: unknown) => void }
  >();
  readonly #opaque: WeakSet<object>;
  #last = 0;

  /** Objects in `opaque` arrive empty, as ipcRenderer does in Electron. */
  constructor(send: (message: Message) => Reply, opaque = new WeakSet<object>()) {
    this.#send = send;
    this.#opaque = opaque;
  }

  /** Converts a value for the other side. Throws Electron's errors. */
  pack(value: unknown, depth = 0): Wire {
    if (depth > tooDeep)
      throw new NativeError(
        `Electron contextBridge recursion depth exceeded.  Nested objects deeper than ${tooDeep} are not supported.`,
      );
    if (typeof value === 'function') return this.#packFunction(value as () => unknown);
    if (typeof value === 'symbol') throw new NativeError('An object could not be cloned.');
    if (value === null || typeof value !== 'object') return { is: 'plain', value };
    if (this.#opaque.has(value)) return { is: 'record', entries: [] };
    if (value instanceof NativePromise) return this.#packPromise(value);
    if (value instanceof NativeError) return { is: 'error', message: String(value.message) };
    if (Array.isArray(value)) return { is: 'list', items: value.map((item) => this.pack(item, depth + 1)) };
    if (Object.prototype.toString.call(value) === '[object Object]')
      return {
        is: 'record',
        entries: Object.entries(value).map(([key, item]) => [key, this.pack(item, depth + 1)]),
      };
    try {
      return { is: 'plain', value: structuredClone(value) };
    } catch {
      throw new NativeError('An object could not be cloned.');
    }
  }

  #packFunction(value: (...args: unknown[]) => unknown): Wire {
    const theirs = this.#theirs.get(value);
    if (theirs !== undefined) return { is: 'yours', id: theirs };
    let id = this.#ids.get(value);
    if (id === undefined) {
      this.#last += 1;
      id = this.#last;
      this.#ids.set(value, id);
      this.#mine.set(id, value);
    }
    return { is: 'function', id };
  }

  #packPromise(promise: Promise<unknown>): Wire {
    this.#last += 1;
    const id = this.#last;
    const settle = (ok: boolean) => (value: unknown) => {
      let wire: Wire;
      try {
        wire = this.pack(value);
      } catch (error) {
        this.#send({ about: 'settle', id, ok: false, value: this.pack(error) });
        return;
      }
      this.#send({ about: 'settle', id, ok, value: wire });
    };
    apply(then, promise, [settle(true), settle(false)]);
    return { is: 'promise', id };
  }

  /** Converts an arrived value to this world's own objects. */
  unpack(wire: Wire): unknown {
    switch (wire.is) {
      case 'plain':
        return wire.value;
      case 'list':
        return wire.items.map((item) => this.unpack(item));
      case 'record': {
        const record = {};
        for (const [key, item] of wire.entries)
          Object.defineProperty(record, key, {
            value: this.unpack(item),
            writable: true,
            enumerable: true,
            configurable: true,
          });
        return record;
      }
      case 'yours':
        return this.#mine.get(wire.id);
      case 'function':
        return this.#proxy(wire.id);
      case 'promise':
        return new NativePromise((resolve, reject) => this.#promises.set(wire.id, { resolve, reject }));
      case 'error':
        return new NativeError(wire.message);
    }
  }

  #proxy(id: number): (...args: unknown[]) => unknown {
    const call = (...args: unknown[]) =>
      this.ask({ about: 'call', id, args: args.map((arg) => this.pack(arg)) });
    this.#theirs.set(call, id);
    return call;
  }

  /** Sends a message and returns the answer; an error on the other side is thrown here. */
  ask(message: Message): unknown {
    const reply = this.#send(message);
    if (reply.ok) return this.unpack(reply.value);
    throw new NativeError(reply.message);
  }

  /** Answers a message from the other side. */
  receive(message: Message, expose: (key: string, api: unknown) => void): Reply {
    try {
      if (message.about === 'expose') {
        expose(message.key, this.unpack(message.api));
        return { ok: true, value: { is: 'plain', value: undefined } };
      }
      if (message.about === 'settle') {
        const promise = this.#promises.get(message.id);
        this.#promises.delete(message.id);
        const value = this.unpack(message.value);
        if (message.ok) promise?.resolve(value);
        else promise?.reject(value);
        return { ok: true, value: { is: 'plain', value: undefined } };
      }
      const target = this.#mine.get(message.id);
      if (!target) throw new NativeError('That function is gone.');
      const result = apply(
        target,
        undefined,
        message.args.map((arg) => this.unpack(arg)),
      );
      return { ok: true, value: this.pack(result) };
    } catch (error) {
      return { ok: false, message: error instanceof NativeError ? String(error.message) : String(error) };
    }
  }
}
