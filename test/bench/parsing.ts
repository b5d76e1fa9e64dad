import { createListParser, mostMacs } from '../../common/list/index.ts';
import { mixedLines } from './corpus.ts';

const lines = 100_000;
const rounds = 7;
const bare = /(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}|(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}|\b[0-9a-f]{12}\b/gi;

export interface ParsingFigures {
  lines: number;
  characters: number;
  /** Milliseconds for the whole list, the least of all rounds. */
  list: number;
  /** Milliseconds for one bare regular expression over the same text, the least of all rounds. */
  bare: number;
  /** Milliseconds of the longest step, the least of all rounds. */
  longestStep: number;
}

/** Reads a long mixed list as the window does, and passes over it with one regular expression, in turns. */
export function measureParsing(): ParsingFigures {
  const text = mixedLines(lines, mostMacs - 2000);
  const list: number[] = [];
  const plain: number[] = [];
  const longestSteps: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const steps = readInSteps(text);
    list.push(steps.reduce((sum, each) => sum + each, 0));
    longestSteps.push(Math.max(...steps));
    const startedAt = performance.now();
    for (const _match of text.matchAll(bare));
    plain.push(performance.now() - startedAt);
  }
  return {
    lines,
    characters: text.length,
    list: Math.min(...list),
    bare: Math.min(...plain),
    longestStep: Math.min(...longestSteps),
  };
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
