import { isRecord, type OpenApiSchema } from './document.ts';
import type { SchemaCompiler } from './schema.ts';

/** What `$select` and `$expand` ask for. */
export interface Selection {
  select: string[] | null;
  expand: Record<string, Selection>;
}

export interface EntityProperty {
  schema: OpenApiSchema;
  navigation: boolean;
}

/** The properties of an entity, including those from the parts of an `allOf`; `open` if there may be others. */
export function entityProperties(compiler: SchemaCompiler, schema: OpenApiSchema) {
  const properties = new Map<string, EntityProperty>();
  let open = false;
  const collect = (part: OpenApiSchema) => {
    const resolved = compiler.resolve(part);
    open ||= /\(trimmed\)\s*$/.test(resolved.title ?? '');
    for (const inner of resolved.allOf ?? []) collect(inner);
    for (const [name, property] of Object.entries(resolved.properties ?? {})) {
      properties.set(name, { schema: property, navigation: property['x-ms-navigationProperty'] === true });
    }
  };
  collect(schema);
  return { properties, open };
}

/** Reads `$select` and `$expand` against an entity's schema; calls `report` for what does not exist there. */
export function readSelection(
  compiler: SchemaCompiler,
  schema: OpenApiSchema,
  select: string | null,
  expand: string | null,
  report: (message: string) => void,
): Selection {
  const { properties, open } = entityProperties(compiler, schema);
  const names = select === null ? null : splitTopLevel(select, ',');
  for (const name of names ?? []) {
    if (name !== '*' && !properties.has(name) && !open)
      report(`$select: ${title(schema, compiler)} has no ${name}`);
  }
  const expanded: Record<string, Selection> = {};
  for (const item of expand === null ? [] : splitTopLevel(expand, ',')) {
    const [, name = item, options = ''] = /^([\w.]+)(?:\((.*)\))?$/s.exec(item) ?? [];
    const property = properties.get(name);
    if (!property?.navigation) {
      report(`$expand: ${title(schema, compiler)} has no navigation property ${name}`);
      continue;
    }
    const inner: Record<string, string> = {};
    for (const option of splitTopLevel(options, ';')) {
      const [, key = option, value = ''] = /^([^=]+)=(.*)$/s.exec(option) ?? [];
      inner[key] = value;
      if (!nestedOptions.includes(key)) report(`$expand: unknown option ${key} in ${item}`);
    }
    const target = compiler.resolve(property.schema).items ?? property.schema;
    expanded[name] = readSelection(compiler, target, inner.$select ?? null, inner.$expand ?? null, report);
  }
  return { select: names?.includes('*') ? null : names, expand: expanded };
}

const nestedOptions = ['$select', '$expand', '$filter', '$orderby', '$top', '$skip', '$count', '$search'];

/** Compares a returned entity with the query: each selected property, no other, related entities as expanded. */
export function checkSelection(
  compiler: SchemaCompiler,
  schema: OpenApiSchema,
  selection: Selection,
  entity: unknown,
  report: (message: string) => void,
  at = '',
): void {
  if (!isRecord(entity)) return;
  const { properties } = entityProperties(compiler, schema);
  for (const [name, { schema: inner, navigation }] of properties) {
    const expanded = selection.expand[name];
    const wanted = navigation ? expanded !== undefined : (selection.select?.includes(name) ?? true);
    const there = name in entity;
    if (wanted !== there) report(`${at}/${name} ${wanted ? 'is missing' : 'was not asked for'}`);
    if (there && wanted) each(inner, entity[name], `${at}/${name}`, expanded ?? whole);
  }
  for (const name of selection.select ?? []) {
    if (!properties.has(name) && name !== '*' && !(name in entity)) report(`${at}/${name} is missing`);
  }
  for (const name of Object.keys(entity)) {
    if (properties.has(name) || selection.select === null) continue;
    if (!selection.select.includes(name)) report(`${at}/${name} was not asked for`);
  }

  function each(inner: OpenApiSchema, value: unknown, path: string, asked: Selection): void {
    const { items } = compiler.resolve(inner);
    if (!items) checkSelection(compiler, inner, asked, value, report, path);
    else if (!Array.isArray(value)) return;
    else
      for (const [index, entry] of value.entries()) {
        checkSelection(compiler, items, asked, entry, report, `${path}/${index}`);
      }
  }
}

const whole: Selection = { select: null, expand: {} };

/** Splits at a separator outside parentheses. */
export function splitTopLevel(text: string, separator: ',' | ';'): string[] {
  const parts = [''];
  let depth = 0;
  for (const char of text) {
    if (char === '(') depth++;
    if (char === ')') depth--;
    if (char === separator && depth === 0) parts.push('');
    else parts[parts.length - 1] += char;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function title(schema: OpenApiSchema, compiler: SchemaCompiler): string {
  return compiler.resolve(schema).title ?? 'the entity';
}
