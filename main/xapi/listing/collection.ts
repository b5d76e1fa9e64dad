/** A collection of the PBX, and how its entries are read. */
export interface Collection<T> {
  /** Such as `/xapi/v1/Fxs`. */
  path: string;
  /** Sent with every request and never dropped: without `$select` a PBX sends secrets. */
  fixed: Record<string, string>;
  /** Dropped if the PBX rejects it. */
  orderBy: string;
  /** The identity of an entry; null if it does not have one. */
  idOf(entry: unknown): string | null;
  /** What is kept of an entry; null if it cannot be read. */
  read(entry: unknown): T[] | null;
}

/** Where pages come from, and the limits on reading them. */
export interface PageSource {
  origin: string;
  /** Requests a path and returns the parsed body. */
  get(path: string): Promise<unknown>;
  /** Called before each request: false once the listing has reached its time or data limit. */
  mayGoOn(): boolean;
  /** Whether what was read so far is useful even though a request failed; otherwise the error is thrown. */
  survives(error: unknown): boolean;
}
