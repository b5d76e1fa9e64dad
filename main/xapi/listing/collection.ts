/** A collection of the PBX, and how its entries are read. */
export interface Collection<T> {
  /** Such as `/xapi/v1/Fxs`. */
  path: string;
  /** Sent with every request and never dropped: without `$select` a PBX sends secrets. */
  fixed: Record<string, string>;
  /** Dropped where the PBX refuses it. */
  orderBy: string;
  /** What tells an entry from the others; null where it does not say. */
  idOf(entry: unknown): string | null;
  /** What is kept of an entry; null where it cannot be read. */
  read(entry: unknown): T[] | null;
}

/** Where pages come from, and how much of them is taken. */
export interface PageSource {
  origin: string;
  /** Requests a path and returns the parsed body. */
  get(path: string): Promise<unknown>;
  /** Asked before each request: false once the listing took as much time or data as it may. */
  mayGoOn(): boolean;
  /** Whether what was read so far is of use although a request failed; else the error is thrown. */
  survives(error: unknown): boolean;
}
