import { createListParser, type ParsedList } from '../../common/list/index.ts';

/** How long it reads before it yields to the window: well below what users notice. */
const sliceMs = 12;
/** Small enough that the clock is checked in time. */
const stepCharacters = 8_000;

export interface ReadListOptions {
  signal: AbortSignal;
  /** Called after each slice with the fraction read, from 0 to 1. */
  onProgress(progress: number): void;
}

/** Reads a list in slices so that the window stays responsive; null if the signal stopped it. */
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
