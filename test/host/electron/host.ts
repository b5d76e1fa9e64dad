/** The main process's end of the channel to the test process, and the calls that the test process may make here. */

import type { HostCalls, MainCalls } from '../wire/calls.ts';
import { Link, type Packet } from '../wire/link.ts';

/** Calls into the test process. */
export const host = new Link<HostCalls>((packet) => {
  process.send?.(packet);
});

const handlers: Partial<MainCalls> = {};

/** Adds calls that this process handles; every module of the stand-in adds its own. */
export function answer(calls: Partial<MainCalls>): void {
  Object.assign(handlers, calls);
}

/** Opens the channel. When the test process exits, so does this one. */
export function connect(): void {
  process.on('message', (packet) => void host.receive(packet as Packet, handlers as MainCalls));
  process.on('disconnect', () => process.exit(0));
}

/** Exits once everything sent so far has left the process. */
export function leave(code: number): void {
  const end = () => process.exit(code);
  if (process.connected) process.send?.({ type: 'post', name: 'bye', args: [] }, undefined, undefined, end);
  else end();
}
