/** The measured process: runs a job over every device whenever its parent says so. */
import { readdirSync } from 'node:fs';
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import { openEngine } from '../crash/engine.ts';
import type { Command, Order, Report, Use } from './messages.ts';

const { setting, leak } = JSON.parse(process.env.REKEY_SOAK ?? '') as Order;
const leaked: Buffer[] = [];
/** A job pauses after several unclear answers in a row; after this many resumes it counts as stuck. */
const maxResumes = 50;

/** The channel to the parent and standard output always exist. */
const ownResources = new Set(['PipeWrap', 'TTYWrap', 'FileHandle']);

async function measure(): Promise<Use> {
  // The second collection frees what the first one's finalizers released.
  for (let n = 0; n < 2; n += 1) {
    globalThis.gc?.();
    await nextTurn();
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return {
    heap: heapUsed + external,
    resident: rss,
    resources: process.getActiveResourcesInfo().filter((kind) => !ownResources.has(kind)).length,
    descriptors: process.platform === 'linux' ? readdirSync('/proc/self/fd').length : null,
  };
}

/** Sockets close a moment after they are told to. */
async function measureOnceClosed(): Promise<Use> {
  const until = performance.now() + 10_000;
  const isClosed = (use: Use): boolean =>
    use.resources <= before.resources && (use.descriptors ?? 0) <= (before.descriptors ?? 0);
  let use = await measure();
  while (!isClosed(use) && performance.now() < until) {
    await delay(100);
    use = await measure();
  }
  return use;
}

const send = (report: Report): void => void process.send?.(report);

const before = await measure();
const engine = await openEngine(setting, 'devices', null);
const newestJob = () => {
  const job = engine.store.jobs.list(1)[0]?.job;
  if (!job) throw new Error('No job was recorded.');
  return job;
};

async function run(): Promise<void> {
  await engine.start(new AbortController().signal);
  let resumed = 0;
  while (newestJob().state === 'paused' && resumed < maxResumes) {
    resumed += 1;
    await engine.resume(newestJob().id);
  }
  const job = newestJob();
  const items = engine.store.jobs.items(job.id).map(({ id, mac, state }) => ({
    mac,
    state,
    password: engine.password(id),
  }));
  if (leak > 0) leaked.push(Buffer.alloc(leak * items.length, 1));
  send({ type: 'ran', state: job.state, resumed, items, use: await measure() });
}

process.on('message', (command: Command) => {
  const work = async (): Promise<void> => {
    if (command === 'run') return run();
    await engine.close();
    send({ type: 'closed', use: await measureOnceClosed() });
    process.disconnect();
  };
  work().catch((error: unknown) => {
    send({
      type: 'failed',
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
    process.disconnect();
  });
});
send({ type: 'ready', use: before });
