import type { PageSource } from './collection.ts';
import { createPages } from './pages.ts';

/**
 * How many gateways and DECT bases a PBX counts; null if it does not say, or if the last one is not where the count
 * has it: some builds count only what is on the page.
 */
export async function countDevices({
  origin,
  get,
}: Pick<PageSource, 'origin' | 'get'>): Promise<number | null> {
  const pages = createPages(
    { path: '/xapi/v1/Fxs', fixed: { select: 'MacAddress' }, orderBy: 'MacAddress' },
    { origin, get, mayGoOn: () => true },
    { top: 2, notAPage: 'not-a-3cx' },
  );
  const { count, entries } = await pages.first();
  if (count === null || count < entries.length) return null;
  if (count === 0) return 0;
  const last = await pages.at(count - 1);
  return last?.entries.length === 1 ? count : null;
}
