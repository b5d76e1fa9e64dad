/**
 * Carries messages between two worlds of one page. Worlds share the document but no objects; an event's `detail` is
 * cloned by Chromium when another world reads it, and dispatching is synchronous, so a message is an event and its
 * answer another one. They are dispatched on an element that no script of the page can reach: it is not in a
 * document, and is passed on once, before the page's first script, by an event with a new name for every window.
 */

const { apply } = Reflect;
const { addEventListener, dispatchEvent } = EventTarget.prototype;
const detailOf = Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')?.get as () => unknown;
const relatedTargetOf = Object.getOwnPropertyDescriptor(MouseEvent.prototype, 'relatedTarget')
  ?.get as () => unknown;
const NativeCustomEvent = CustomEvent;

const listen = (target: EventTarget, name: string, listener: (event: Event) => void, options?: object) =>
  apply(addEventListener, target, [name, listener, options]);
const say = (target: EventTarget, name: string, detail: unknown) =>
  apply(dispatchEvent, target, [new NativeCustomEvent(name, { detail })]);

export type Side = 'page' | 'preload';

/**
 * Opens this side: `answer` replies to the other side's messages; the returned function sends one there and returns
 * its reply.
 */
export function openBorder<Message, Reply>(
  element: EventTarget,
  side: Side,
  answer: (message: Message) => Reply,
): (message: Message) => Reply {
  const other = side === 'page' ? 'preload' : 'page';
  let reply: unknown;
  listen(element, `ask ${side}`, (event) =>
    say(element, `reply ${other}`, answer(apply(detailOf, event, []) as Message)),
  );
  listen(element, `reply ${side}`, (event) => {
    reply = apply(detailOf, event, []);
  });
  return (message) => {
    say(element, `ask ${other}`, message);
    // Messages nest like calls, so the last reply when this returns is the one to this message.
    return reply as Reply;
  };
}

/** Passes an element to the other world. */
export function handOver(name: string, element: Element): void {
  window.dispatchEvent(new MouseEvent(name, { relatedTarget: element }));
}

/** Receives the element from the other world. */
export function takeOver(name: string, take: (element: EventTarget) => void): void {
  const listener = (event: Event) => {
    event.stopImmediatePropagation();
    take(apply(relatedTargetOf, event, []) as EventTarget);
  };
  listen(window, name, listener, { once: true, capture: true });
}
