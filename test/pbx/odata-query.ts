import { parseFilter, QueryError } from './odata-filter.ts';

/** What can be requested of an entity: its own properties, and the related entities that can be expanded. */
export interface EntityShape {
  properties: ReadonlySet<string>;
  navigation: Readonly<Record<string, EntityShape>>;
}

/** What to return of an entity; if `select` is null, all of its properties. */
export interface Selection {
  select: string[] | null;
  expand: Record<string, Selection>;
}

/** The options of a parsed query; null where an option was not given. */
export interface Query extends Selection {
  filter: ((row: Record<string, unknown>) => boolean) | null;
  search: string | null;
  orderBy: { property: string; descending: boolean }[];
  top: number | null;
  skip: number;
  count: boolean;
}

const listOptions = ['$select', '$expand', '$filter', '$search', '$orderby', '$top', '$skip', '$count'];
const entityOptions = ['$select', '$expand'];

/**
 * Parses a query string.
 *
 * @param target decides which options are allowed; an action has none
 * @param topLimit the largest `$top`; null if there is no limit
 * @throws QueryError for an option that is unknown, repeated or invalid
 */
export function parseQuery(
  queryString: string,
  shape: EntityShape,
  target: 'list' | 'entity' | 'action',
  topLimit: number | null,
): Query {
  const known = target === 'list' ? listOptions : target === 'entity' ? entityOptions : [];
  const given = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(queryString)) {
    if (!name.startsWith('$')) continue;
    if (!known.includes(name)) throw new QueryError(`The query parameter '${name}' is not supported`);
    if (given.has(name)) throw new QueryError(`Query option '${name}' was specified more than once`);
    given.set(name, value);
  }
  const top = numberOption(given, '$top');
  if (top !== null && topLimit !== null && top > topLimit) {
    throw new QueryError(
      `The limit of '${topLimit}' for Top query has been exceeded. The value is '${top}'.`,
    );
  }
  const filter = given.get('$filter');
  return {
    ...parseSelection(given.get('$select'), given.get('$expand'), shape),
    filter: filter === undefined ? null : parseFilter(filter, shape.properties),
    search:
      given
        .get('$search')
        ?.replace(/^"(.*)"$/s, '$1')
        .toLowerCase() ?? null,
    orderBy: parseOrderBy(given.get('$orderby'), shape),
    top,
    skip: numberOption(given, '$skip') ?? 0,
    count: booleanOption(given, '$count'),
  };
}

function numberOption(given: Map<string, string>, name: string): number | null {
  const text = given.get(name);
  if (text === undefined) return null;
  if (!/^\d{1,15}$/.test(text)) throw new QueryError(`Invalid value '${text}' for ${name}`);
  return Number(text);
}

function booleanOption(given: Map<string, string>, name: string): boolean {
  const text = given.get(name) ?? 'false';
  if (text !== 'true' && text !== 'false') throw new QueryError(`Invalid value '${text}' for ${name}`);
  return text === 'true';
}

function parseSelection(
  select: string | undefined,
  expand: string | undefined,
  shape: EntityShape,
): Selection {
  const names = select === undefined ? null : splitTopLevel(select, ',');
  for (const name of names ?? []) {
    if (name !== '*' && !shape.properties.has(name) && !relatedShape(shape, name))
      throw unknownProperty(name);
  }
  const expanded: Record<string, Selection> = {};
  for (const item of expand === undefined ? [] : splitTopLevel(expand, ',')) {
    const [, name = '', options = ''] = /^(\w+)(?:\((.*)\))?$/s.exec(item) ?? [];
    const related = relatedShape(shape, name);
    if (!related) throw unknownProperty(item);
    const inner = new Map(splitTopLevel(options, ';').map((option) => parseOption(option)));
    for (const option of inner.keys()) {
      if (!entityOptions.includes(option)) throw new QueryError(`'${option}' is not supported in $expand`);
    }
    expanded[name] = parseSelection(inner.get('$select'), inner.get('$expand'), related);
  }
  return { select: names?.includes('*') ? null : names, expand: expanded };
}

function parseOrderBy(text: string | undefined, shape: EntityShape): Query['orderBy'] {
  if (text === undefined) return [];
  return splitTopLevel(text, ',').map((item) => {
    const [property = '', direction = 'asc'] = item.split(/\s+/);
    if (!shape.properties.has(property)) throw unknownProperty(property);
    if (direction !== 'asc' && direction !== 'desc')
      throw new QueryError(`Syntax error in $orderby at '${item}'`);
    return { property, descending: direction === 'desc' };
  });
}

/** The shape of the entities that can be expanded under a name; undefined if there are none. */
function relatedShape({ navigation }: EntityShape, name: string): EntityShape | undefined {
  return Object.hasOwn(navigation, name) ? navigation[name] : undefined;
}

function unknownProperty(name: string): QueryError {
  return new QueryError(`Could not find a property named '${name}'`);
}

/** Splits at a separator outside parentheses. */
function splitTopLevel(text: string, separator: ',' | ';'): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const char of text) {
    if (char === '(') depth++;
    if (char === ')') depth--;
    if (depth < 0) break;
    if (char === separator && depth === 0) {
      parts.push(part.trim());
      part = '';
    } else part += char;
  }
  if (depth !== 0) throw new QueryError(`Unbalanced parentheses in '${text}'`);
  if (part.trim() !== '') parts.push(part.trim());
  return parts;
}

function parseOption(option: string): [string, string] {
  const at = option.indexOf('=');
  return at < 0 ? [option, ''] : [option.slice(0, at), option.slice(at + 1)];
}

/** Applies a query to a list: returns the matching page in order, and the total without paging. */
export function applyQuery<T extends object>(rows: readonly T[], query: Query): { page: T[]; total: number } {
  let found = rows as readonly (T & Record<string, unknown>)[];
  const { filter, search } = query;
  if (filter) found = found.filter(filter);
  if (search !== null) {
    found = found.filter((row) =>
      Object.values(row).some((value) => typeof value === 'string' && value.toLowerCase().includes(search)),
    );
  }
  if (query.orderBy.length > 0) found = [...found].sort((a, b) => compareRows(a, b, query.orderBy));
  const end = query.top === null ? undefined : query.skip + query.top;
  return { page: found.slice(query.skip, end), total: found.length };
}

function compareRows(a: Record<string, unknown>, b: Record<string, unknown>, by: Query['orderBy']): number {
  for (const { property, descending } of by) {
    const difference = compareValues(a[property] ?? '', b[property] ?? '');
    if (difference !== 0) return descending ? -difference : difference;
  }
  return 0;
}

function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [`${a}`, `${b}`];
  return left === right ? 0 : left < right ? -1 : 1;
}

/** Reduces an entity to what the query selects; related entities only where expanded. */
export function project(entity: object, selection: Selection, shape: EntityShape): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(entity)) {
    const related = relatedShape(shape, name);
    if (!related) {
      if (selection.select === null || selection.select.includes(name)) result[name] = value;
      continue;
    }
    const inner = selection.expand[name];
    if (!inner) continue;
    if (Array.isArray(value)) result[name] = value.map((item: object) => project(item, inner, related));
    else result[name] = value === null ? null : project(value as object, inner, related);
  }
  return result;
}
