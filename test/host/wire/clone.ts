/**
 * Structured clone as text. Electron sends values between its processes by structured clone; here they go over
 * channels that carry strings. The platform's own `structuredClone` decides what can be cloned and what is dropped
 * (functions are rejected, prototypes lost); this file only serialises the result. Runs in Node and in Chromium.
 */

type Ref =
  | string
  | number
  | boolean
  | null
  | { undefined: 1 }
  | { number: string }
  | { bigint: string }
  | { at: number };

type Node =
  | { type: 'object'; entries: [string, Ref][] }
  | { type: 'array'; length: number; entries: [string, Ref][] }
  | { type: 'map'; entries: [Ref, Ref][] }
  | { type: 'set'; values: Ref[] }
  | { type: 'date'; time: Ref }
  | { type: 'regexp'; source: string; flags: string }
  | { type: 'boxed'; value: Ref }
  | { type: 'error'; name: string; message: string; stack: Ref; cause: Ref | false }
  | { type: 'buffer'; base64: string }
  | { type: 'view'; kind: string; buffer: Ref; offset: number; length: number };

/** Electron's error for a value that cannot be cloned. */
const notCloneable = 'An object could not be cloned.';

const errors: Record<string, ErrorConstructor> = {
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
};

const views = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
  DataView,
};

function toBase64(buffer: ArrayBuffer): string {
  const bytes = new Uint8Array(buffer);
  let text = '';
  for (let i = 0; i < bytes.length; i += 0x8000)
    text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(text);
}

function fromBase64(base64: string): ArrayBuffer {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)).buffer;
}

/** Returns the text for `value`. Throws Electron's error if it, or anything in it, cannot be cloned. */
export function encode(value: unknown): string {
  let clone: unknown;
  try {
    clone = structuredClone(value);
  } catch (error) {
    // A getter that throws is the value's own error, and is passed on.
    if ((error as Error | undefined)?.name !== 'DataCloneError') throw error;
    throw new Error(notCloneable);
  }
  const nodes: Node[] = [];
  const seen = new Map<object, number>();
  const entriesOf = (object: object): [string, Ref][] =>
    Object.entries(object).map(([key, item]) => [key, ref(item)]);

  function ref(item: unknown): Ref {
    if (item === undefined) return { undefined: 1 };
    if (typeof item === 'bigint') return { bigint: String(item) };
    if (typeof item === 'number' && (!Number.isFinite(item) || Object.is(item, -0)))
      return { number: Object.is(item, -0) ? '-0' : String(item) };
    if (item === null || typeof item !== 'object') return item as Ref;
    let at = seen.get(item);
    if (at === undefined) {
      at = nodes.length;
      seen.set(item, at);
      // The node is added before the content is written, so that a cycle finds it.
      nodes.push({ type: 'object', entries: [] });
      nodes[at] = write(item);
    }
    return { at };
  }

  function write(item: object): Node {
    if (Array.isArray(item)) return { type: 'array', length: item.length, entries: entriesOf(item) };
    if (item instanceof Map) return { type: 'map', entries: [...item].map(([k, v]) => [ref(k), ref(v)]) };
    if (item instanceof Set) return { type: 'set', values: [...item].map(ref) };
    if (item instanceof Date) return { type: 'date', time: ref(item.getTime()) };
    if (item instanceof RegExp) return { type: 'regexp', source: item.source, flags: item.flags };
    if (item instanceof Error) {
      const cause = 'cause' in item ? ref(item.cause) : false;
      return { type: 'error', name: item.name, message: item.message, stack: ref(item.stack), cause };
    }
    if (item instanceof ArrayBuffer) return { type: 'buffer', base64: toBase64(item) };
    if (ArrayBuffer.isView(item)) {
      const length = item instanceof DataView ? item.byteLength : (item as Uint8Array).length;
      const kind = Object.prototype.toString.call(item).slice(8, -1);
      if (!(kind in views)) throw new Error(notCloneable);
      return { type: 'view', kind, buffer: ref(item.buffer), offset: item.byteOffset, length };
    }
    if (item instanceof Boolean || item instanceof Number || item instanceof String || item instanceof BigInt)
      return { type: 'boxed', value: ref(item.valueOf()) };
    // What remains are platform objects (Blob, ImageData, ...), which are not supported here.
    if (Object.getPrototypeOf(item) !== Object.prototype) throw new Error(notCloneable);
    return { type: 'object', entries: entriesOf(item) };
  }

  const root = ref(clone);
  return JSON.stringify({ root, nodes });
}

function define(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
}

/** Returns the value that `encode` wrote, built from this realm's own classes. */
export function decode(text: string): unknown {
  const { root, nodes } = JSON.parse(text) as { root: Ref; nodes: Node[] };
  const made: unknown[] = [];

  function read(from: Ref): unknown {
    if (from === null || typeof from !== 'object') return from;
    if ('undefined' in from) return undefined;
    if ('number' in from) return Number(from.number);
    if ('bigint' in from) return BigInt(from.bigint);
    const { at } = from;
    const node = nodes[at];
    if (!node) throw new Error('Not an encoded value.');
    if (!(at in made)) build(node, at);
    return made[at];
  }

  function build(node: Node, at: number): void {
    switch (node.type) {
      case 'object':
      case 'array': {
        const target: object = node.type === 'array' ? new Array(node.length) : {};
        made[at] = target;
        for (const [key, item] of node.entries) define(target, key, read(item));
        return;
      }
      case 'map': {
        const map = new Map();
        made[at] = map;
        for (const [key, item] of node.entries) map.set(read(key), read(item));
        return;
      }
      case 'set': {
        const set = new Set();
        made[at] = set;
        for (const item of node.values) set.add(read(item));
        return;
      }
      case 'error': {
        const error = new (errors[node.name] ?? Error)(node.message);
        made[at] = error;
        define(error, 'stack', read(node.stack));
        if (node.cause !== false) define(error, 'cause', read(node.cause));
        return;
      }
      case 'date':
        made[at] = new Date(read(node.time) as number);
        return;
      case 'regexp':
        made[at] = new RegExp(node.source, node.flags);
        return;
      case 'boxed':
        made[at] = Object(read(node.value));
        return;
      case 'buffer':
        made[at] = fromBase64(node.base64);
        return;
      case 'view': {
        const View = views[node.kind as keyof typeof views] as Uint8ArrayConstructor;
        made[at] = new View(read(node.buffer) as ArrayBuffer, node.offset, node.length);
      }
    }
  }

  return read(root);
}
