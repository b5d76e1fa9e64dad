/** Event emitters that throw for what the stand-in does not support; re-exports the other strict helpers. */
import { EventEmitter } from 'node:events';
import { notInStandIn, throwing } from './strict-object.ts';

export * from './strict-object.ts';

type Listener = (...args: unknown[]) => void;

/** An event emitter that throws for an unknown member, and for listening to an event that would never come. */
export class StrictEmitter extends EventEmitter {
  readonly #name: string;
  readonly #events: ReadonlySet<string | symbol> | null;

  /** The object's name in Electron, for messages. */
  static nameOf(object: object): string {
    return #name in object ? object.#name : object.constructor.name;
  }

  /** `events` are those that the stand-in emits, or that cannot happen in a test; null for any. */
  constructor(name: string, events: readonly string[] | null) {
    super();
    this.#name = name;
    this.#events = events && new Set([...events, 'newListener', 'removeListener', 'error']);
  }

  #check(event: string | symbol): void {
    if (this.#events && !this.#events.has(event))
      throw notInStandIn(`the event '${String(event)}' of ${this.#name}`);
  }

  override on(event: string | symbol, listener: Listener): this {
    this.#check(event);
    return super.on(event, listener);
  }

  override addListener(event: string | symbol, listener: Listener): this {
    return this.on(event, listener);
  }

  override once(event: string | symbol, listener: Listener): this {
    this.#check(event);
    return super.once(event, listener);
  }

  override prependListener(event: string | symbol, listener: Listener): this {
    this.#check(event);
    return super.prependListener(event, listener);
  }
}

Object.setPrototypeOf(
  StrictEmitter.prototype,
  throwing(EventEmitter.prototype, (receiver) => StrictEmitter.nameOf(receiver)),
);
