/**
 * Makes an object throw when a member is read that it does not have. A stand-in that silently returns `undefined`
 * would let a test pass on something it does not support. Runs in Node and in Chromium.
 */

// Read from any object by promises, JSON and printing; never part of Electron's API.
const innocent = new Set(['then', 'toJSON', 'inspect', 'nodeType', 'asymmetricMatch', 'domain']);
// EventEmitter's own fields on its objects.
const emitters = new Set(['_events', '_eventsCount', '_maxListeners', 'domain']);

/** The error for a part of Electron's API that the stand-in does not have. */
export function notInStandIn(what: string): Error {
  return new Error(
    `electron: ${what} is not in the stand-in. Add it in test/host/electron, checked against electron.d.ts.`,
  );
}

/** A prototype that throws for anything it does not have; `name` is for the message. */
export function throwing(base: object, name: (receiver: object) => string): object {
  return new Proxy(base, {
    get(target, key, receiver) {
      if (key in target || typeof key === 'symbol' || innocent.has(key))
        return Reflect.get(target, key, receiver);
      throw notInStandIn(`${name(receiver)}.${key}`);
    },
    set(target, key, value, receiver) {
      if (key in target || typeof key === 'symbol' || emitters.has(key))
        return Reflect.set(target, key, value, receiver);
      throw notInStandIn(`writing ${name(receiver)}.${key}`);
    },
  });
}

/** The members, as an object that throws for any other. */
export function strict<T extends object>(name: string, members: T): T {
  return Object.setPrototypeOf(
    members,
    throwing(Object.prototype, () => name),
  );
}

/** Makes reading an unknown member of a class's object throw. Called first in its constructor. */
export function strictMembers(name: string, object: object): void {
  const prototype = Object.getPrototypeOf(object) as object;
  if (strictPrototypes.has(prototype)) return;
  strictPrototypes.add(prototype);
  Object.setPrototypeOf(
    prototype,
    throwing(Object.prototype, () => name),
  );
}

const strictPrototypes = new WeakSet<object>();

/** Makes reading an unknown static member of a class throw. Returns the class. */
export function strictClass<T extends { name: string }>(Class: T): T {
  const { name } = Class;
  Object.setPrototypeOf(
    Class,
    throwing(Object.getPrototypeOf(Class), () => name),
  );
  return Class;
}

/** An export of `electron` that does not exist here: any use of it throws. */
export function missing(name: string): never {
  const refuse = () => {
    throw notInStandIn(name);
  };
  return new Proxy(function missing() {}, {
    get: (_target, key) => (typeof key === 'symbol' || innocent.has(key) ? undefined : refuse()),
    set: refuse,
    has: refuse,
    apply: refuse,
    construct: refuse,
  }) as never;
}

/** An event as Electron's listeners receive it, for things that can be prevented. */
export function cancelable<T extends object>(details: T): Electron.Event<T> {
  let prevented = false;
  const event = {
    ...details,
    preventDefault() {
      prevented = true;
    },
    get defaultPrevented() {
      return prevented;
    },
  };
  return event as Electron.Event<T>;
}
