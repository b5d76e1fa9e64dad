/** Runs a job over every device of a PBX and reports its memory use. Argument: the PBX. */
import { benchEngine } from './engine.ts';
import type { MemoryUse } from './memory.ts';

const engine = await benchEngine(JSON.parse(process.argv[2] ?? ''));
await engine.run({ concurrency: 16, ratePerSecond: null });
globalThis.gc?.();
const mb = (bytes: number): number => bytes / 1_000_000;
process.send?.({
  peakMb: mb(process.resourceUsage().maxRSS * 1024),
  heapMb: mb(process.memoryUsage().heapUsed),
} satisfies MemoryUse);
await engine.close();
process.disconnect();
