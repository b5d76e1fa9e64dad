import type { OpenApiSchema, Operation, Parameter } from './document.ts';
import type { SchemaCompiler } from './schema.ts';
import { entityProperties, readSelection, type Selection, splitTopLevel } from './selection.ts';

/** What a request's query asks for. */
export interface CheckedQuery extends Selection {
  count: boolean;
}

/** Checks a query's parameters: known, of the right type, and naming only what the entity has. */
export function checkQuery(
  compiler: SchemaCompiler,
  operation: Operation,
  entity: OpenApiSchema | null,
  search: string,
  report: (message: string) => void,
): CheckedQuery {
  const given = new URLSearchParams(search);
  const known = operation.parameters.filter((parameter) => parameter.in === 'query');
  for (const name of new Set(given.keys())) {
    const parameter = known.find((candidate) => candidate.name === name);
    if (!parameter) report(`unknown query parameter ${name}`);
    else if (given.getAll(name).length > 1) report(`${name} is given more than once`);
    else
      for (const error of checkValue(compiler, parameter, given.get(name) ?? '')) report(`${name}: ${error}`);
  }
  for (const parameter of known) {
    if (parameter.required && !given.has(parameter.name)) report(`${parameter.name} is missing`);
  }
  const asked = entity ?? {};
  const { properties, open } = entityProperties(compiler, asked);
  for (const item of splitTopLevel(given.get('$orderby') ?? '', ',')) {
    const [name = '', direction = 'asc'] = item.split(/\s+/);
    if (!properties.has(name) && !open) report(`$orderby: there is no ${name}`);
    if (direction !== 'asc' && direction !== 'desc') report(`$orderby: ${direction} is no direction`);
  }
  const has = (name: string) => known.some((parameter) => parameter.name === name);
  return {
    ...readSelection(
      compiler,
      asked,
      has('$select') ? given.get('$select') : null,
      has('$expand') ? given.get('$expand') : null,
      report,
    ),
    count: given.get('$count') === 'true',
  };
}

function checkValue(compiler: SchemaCompiler, parameter: Parameter, text: string): string[] {
  const { schema } = parameter;
  return schema ? compiler.validate(schema, coerce(compiler.resolve(schema), text)) : [];
}

/** Converts a URL's text to the type of its schema; unchanged if it does not have that form. */
export function coerce(schema: OpenApiSchema, text: string): unknown {
  if (schema.type === 'integer' && /^-?\d+$/.test(text)) return Number(text);
  if (schema.type === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  if (schema.type === 'array') return splitTopLevel(text, ',');
  return text;
}
