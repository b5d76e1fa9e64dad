import { createListParser, type ParsedList } from '../../common/list/index.ts';

/** How long it reads before the window may do something else: well below what a person notices. */
const sliceMs = 12;
/** Little enough that the clock is looked at in time. */
const stepCharacters = 8_000;

export interface ReadListOptions {
  signal: AbortSignal;
  /** Told after each slice how much is read, from 0 to 1. */
  onProgress(progress: number): void;
}

/** Reads a list in slices between which the window stays usable; null where the signal stopped it. */
export async function readList(
  text: string,
  { signal, onProgress }: ReadListOptions,
): Promise<ParsedList | null> {
  const parser = createListParser(text);
  for (;;) {
    const until = performance.now() + sliceMs;
    while (!parser.step(stepCharacters)) if (performance.now() >= until) break;
    if (parser.progress === 1) return parser.result();
    onProgress(parser.progress);
    await new Promise((resolve) => setTimeout(resolve));
    if (signal.aborted) return null;
  }
}
