/** Waits when the PBX puts off what only reads, and repeats it: for as long as one piece of work may take. */
export interface Patience {
  /** Sends a request, again if the PBX puts it off. @throws XapiError what the request throws, `cancelled` */
  attempt<T>(request: () => Promise<T>): Promise<T>;
  /** Milliseconds that the PBX has had it wait so far. */
  waitedMs(): number;
}

/** For what nobody asked for. */
export const noPatience: Patience = { attempt: (request) => request(), waitedMs: () => 0 };
