/** One request with its reply, as the demo PBX reports it. */
export interface Exchange {
  request: {
    method: string;
    /** Path and query, percent-encoded. */
    url: string;
    headers: Record<string, string | string[] | undefined>;
    body: string;
  };
  reply: { status: number; headers: Record<string, string>; body: string };
}

/** Where an exchange differs from the file. */
export interface Finding {
  /** Null if the file has no such operation. */
  operation: string | null;
  of: 'request' | 'reply';
  message: string;
}
