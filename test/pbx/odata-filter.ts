/** A query that is rejected: becomes a 400. */
export class QueryError extends Error {}

type Row = Record<string, unknown>;
type Value = string | number | boolean | null;
type Operand = (row: Row) => Value;

const tokenPattern =
  /\s+|'(?:[^']|'')*'|[(),]|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)|-?\d+(?:\.\d+)?(?![\w.])|[A-Za-z_]\w*(?:\/[A-Za-z_]\w*)*/gy;
const textFunctions: Record<string, (text: string, part: string) => boolean> = {
  contains: (text, part) => text.includes(part),
  startswith: (text, part) => text.startsWith(part),
  endswith: (text, part) => text.endsWith(part),
};

/** Parses a `$filter`: comparisons, `in`, `contains` and the like, `and`, `or`, `not`, parentheses. */
export function parseFilter(text: string, known: ReadonlySet<string>): (row: Row) => boolean {
  const tokens = tokenise(text);
  let at = 0;

  const peek = () => tokens[at];
  const take = (expected?: string): string => {
    const token = tokens[at++];
    if (token === undefined || (expected !== undefined && token !== expected)) {
      throw new QueryError(`Syntax error in $filter near '${token ?? 'the end'}'`);
    }
    return token;
  };

  const operand = (): Operand => {
    const token = take();
    if (token.startsWith("'")) {
      const value = token.slice(1, -1).replaceAll("''", "'");
      return () => value;
    }
    if (/^\d{4}-\d\d-\d\dT/.test(token)) {
      const instant = new Date(token);
      if (Number.isNaN(instant.getTime())) throw new QueryError(`Syntax error in $filter near '${token}'`);
      // In the entities' format, so that comparing texts compares times.
      return () => instant.toISOString();
    }
    if (/^-?\d/.test(token)) return () => Number(token);
    if (token === 'null') return () => null;
    if (token === 'true' || token === 'false') return () => token === 'true';
    if (token === 'tolower' || token === 'toupper') {
      take('(');
      const inner = operand();
      take(')');
      return (row) => {
        const value = `${inner(row) ?? ''}`;
        return token === 'tolower' ? value.toLowerCase() : value.toUpperCase();
      };
    }
    if (!known.has(token.split('/')[0] ?? ''))
      throw new QueryError(`Could not find a property named '${token}'`);
    return (row) => readPath(row, token);
  };

  const comparison = (): ((row: Row) => boolean) => {
    const textFunction = textFunctions[peek() ?? ''];
    if (textFunction) {
      take();
      take('(');
      const text = operand();
      take(',');
      const part = operand();
      take(')');
      return (row) => textFunction(`${text(row) ?? ''}`, `${part(row) ?? ''}`);
    }
    const left = operand();
    const operator = take();
    if (operator === 'in') {
      take('(');
      const choices = [operand()];
      while (peek() === ',') {
        take();
        choices.push(operand());
      }
      take(')');
      return (row) => choices.some((choice) => choice(row) === left(row));
    }
    const right = operand();
    return (row) => compare(operator, left(row), right(row));
  };

  const unary = (): ((row: Row) => boolean) => {
    if (peek() === 'not') {
      take();
      const inner = unary();
      return (row) => !inner(row);
    }
    if (peek() !== '(') return comparison();
    take('(');
    const inner = either();
    take(')');
    return inner;
  };

  const both = (): ((row: Row) => boolean) => {
    let result = unary();
    while (peek() === 'and') {
      take();
      const left = result;
      const right = unary();
      result = (row) => left(row) && right(row);
    }
    return result;
  };

  const either = (): ((row: Row) => boolean) => {
    let result = both();
    while (peek() === 'or') {
      take();
      const left = result;
      const right = both();
      result = (row) => left(row) || right(row);
    }
    return result;
  };

  const result = either();
  if (peek() !== undefined) throw new QueryError(`Syntax error in $filter near '${peek()}'`);
  return result;
}

function tokenise(text: string): string[] {
  const tokens: string[] = [];
  let end = 0;
  for (const match of text.matchAll(tokenPattern)) {
    end = match.index + match[0].length;
    if (match[0].trim() !== '') tokens.push(match[0]);
  }
  if (end !== text.length) throw new QueryError(`Syntax error in $filter at position ${end}`);
  return tokens;
}

function readPath(row: Row, path: string): Value {
  let value: unknown = row;
  for (const name of path.split('/')) {
    value = typeof value === 'object' && value !== null ? (value as Row)[name] : null;
  }
  return value === undefined || typeof value === 'object' ? null : (value as Value);
}

function compare(operator: string, left: Value, right: Value): boolean {
  switch (operator) {
    case 'eq':
      return left === right;
    case 'ne':
      return left !== right;
    case 'gt':
      return left !== null && right !== null && left > right;
    case 'ge':
      return left !== null && right !== null && left >= right;
    case 'lt':
      return left !== null && right !== null && left < right;
    case 'le':
      return left !== null && right !== null && left <= right;
    default:
      throw new QueryError(`Unknown operator '${operator}' in $filter`);
  }
}
