import type { Item } from '../../common/model.ts';
import { createProgressMeter, type Progress, timeLeftText } from '../../common/progress.ts';
import type { Io } from './io.ts';
import { isLeftOut } from './left-out.ts';
import { words } from './words.ts';

/** Shows a job's progress on a terminal: a bar that stays on its line. */
export interface ProgressBar {
  item(item: Item): void;
  end(): void;
}

const ended: readonly Item['state'][] = ['succeeded', 'failed', 'uncertain', 'cancelled'];
const width = 24;

/** Null without a terminal to draw on, and for a single device. Devices for which nothing is sent don't count. */
export function createProgressBar(
  status: Io['status'],
  all: readonly Item[],
  monotonic: () => number = () => performance.now(),
): ProgressBar | null {
  const items = all.filter((item) => item.state !== 'skipped' && !isLeftOut(item));
  if (!status || items.length < 2) return null;
  const done = new Set(items.filter(({ state }) => ended.includes(state)).map(({ id }) => id));
  const meter = createProgressMeter();
  const draw = (): void => status(barText(meter.at(monotonic(), done.size, items.length)));
  draw();
  return {
    item({ id, state }) {
      if (ended.includes(state)) done.add(id);
      draw();
    },
    end: () => status(''),
  };
}

export function barText({ done, total, perSecond, secondsLeft }: Progress): string {
  const full = Math.floor((done / total) * width);
  const bar = '█'.repeat(full) + '░'.repeat(width - full);
  const speed = perSecond === null ? '' : `  ${perSecond.toFixed(1)}/s`;
  const left = secondsLeft === null ? '' : `, ${timeLeftText(secondsLeft, words.texts)}`;
  return `${bar}  ${done} of ${total}${speed}${left}`;
}
