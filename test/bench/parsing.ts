import { createListParser, maxMacs } from '../../common/list/index.ts';
import { mixedLines } from './corpus.ts';
import { median, report } from './figures.ts';

const lines = 100_000;
const rounds = 7;
const bare = /(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}|(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}|\b[0-9a-f]{12}\b/gi;

const maxTimes = 2;
const maxTaskMs = 50;

/** Reads a long mixed list as the window does, alternating with a single regular expression over it. */
export function parsing(): void {
  const text = mixedLines(lines, maxMacs - 2000);
  const whole: number[] = [];
  const plain: number[] = [];
  const longest: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const steps = readInSteps(text);
    whole.push(steps.reduce((sum, each) => sum + each, 0));
    longest.push(Math.max(...steps));
    const startedAt = performance.now();
    for (const _match of text.matchAll(bare));
    plain.push(performance.now() - startedAt);
  }
  report(
    `${lines.toLocaleString('en')} mixed lines, against one bare pass`,
    `${(median(whole) / median(plain)).toFixed(2)} times (aim ${maxTimes}): ` +
      `${median(whole).toFixed(0)} ms against ${median(plain).toFixed(0)} ms for ${(text.length / 1e6).toFixed(1)} million characters`,
  );
  report('longest step of reading a list', `${median(longest).toFixed(1)} ms (aim ${maxTaskMs})`);
}

/** Milliseconds of each step. */
function readInSteps(text: string): number[] {
  const parser = createListParser(text);
  const steps: number[] = [];
  for (let done = false; !done; ) {
    const startedAt = performance.now();
    done = parser.step();
    steps.push(performance.now() - startedAt);
  }
  if (parser.result().exceeds) throw new Error('the list is too long to be measured');
  return steps;
}
