import { Ajv2019, type ErrorObject, type ValidateFunction } from 'ajv/dist/2019.js';
import type { OpenApiSchema } from './document.ts';

const kept = [
  'type',
  'format',
  'enum',
  'pattern',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'required',
  'additionalProperties',
];
// Texts for people, or details of how something is written in a URL.
const ignored = [
  'title',
  'description',
  'example',
  'default',
  'deprecated',
  'readOnly',
  'writeOnly',
  'externalDocs',
];
const converted = ['$ref', 'nullable', 'properties', 'items', 'allOf', 'anyOf', 'oneOf'];

type JsonSchema = Record<string, unknown>;

/** Compiles OpenAPI 3.0 schemas; an unlisted property is an error in all of them. */
export interface SchemaCompiler {
  validate(schema: OpenApiSchema, value: unknown): string[];
  /** The schema behind a reference, or behind the `allOf` that stands in for one. */
  resolve(schema: OpenApiSchema): OpenApiSchema;
}

export function createSchemaCompiler(schemas: Record<string, OpenApiSchema>): SchemaCompiler {
  const ajv = new Ajv2019({ strict: true, strictTypes: false, allErrors: true });
  ajv.addFormat('int32', { type: 'number', validate: (value) => value === (value | 0) });
  ajv.addFormat('int64', { type: 'number', validate: Number.isSafeInteger });
  ajv.addFormat('double', { type: 'number', validate: Number.isFinite });
  ajv.addFormat(
    'date-time',
    (text) => /^\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text) && !Number.isNaN(Date.parse(text)),
  );

  const named = (ref: string): { name: string; schema: OpenApiSchema } => {
    const name = /^#\/components\/schemas\/(.+)$/.exec(ref)?.[1] ?? '';
    const schema = schemas[name];
    if (!schema) throw new Error(`${ref} leads nowhere`);
    return { name, schema };
  };
  const isTrimmed = (schema: OpenApiSchema): boolean =>
    schema.$ref === undefined
      ? /\(trimmed\)\s*$/.test(schema.title ?? '') || (schema.allOf ?? []).some(isTrimmed)
      : isTrimmed(named(schema.$ref).schema);

  // Open: part of an `allOf`, which is closed as a whole instead, as `unevaluatedProperties` sees only its own parts.
  const convert = (schema: OpenApiSchema, closed: boolean): JsonSchema => {
    if (schema.$ref !== undefined)
      return { $ref: `openapi#/$defs/${defName(named(schema.$ref).name, closed)}` };
    const [only, ...others] = schema.allOf ?? [];
    if (only && others.length === 0 && !schema.properties) {
      const inner = convert(only, closed);
      return schema.nullable ? orNull(inner) : inner;
    }
    const result: JsonSchema = {};
    for (const [keyword, value] of Object.entries(schema)) {
      if (kept.includes(keyword)) result[keyword] = value;
      else if (!ignored.includes(keyword) && !converted.includes(keyword) && !keyword.startsWith('x-')) {
        throw new Error(`The schema keyword ${keyword} is not known`);
      }
    }
    const parts = (list: OpenApiSchema[]) => list.map((part) => convert(part, false));
    if (schema.items) result.items = convert(schema.items, true);
    if (schema.properties) {
      result.properties = Object.fromEntries(
        Object.entries(schema.properties).map(([name, property]) => [name, convert(property, true)]),
      );
    }
    for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
      if (schema[keyword]) result[keyword] = parts(schema[keyword] as OpenApiSchema[]);
    }
    // An object without properties is described as free-form: an inner error, for example.
    const hasProperties = schema.properties ?? schema.allOf ?? schema.anyOf ?? schema.oneOf;
    if (closed && hasProperties && schema.additionalProperties === undefined && !isTrimmed(schema)) {
      result.unevaluatedProperties = false;
    }
    return schema.nullable ? orNull(result) : result;
  };

  const $defs: Record<string, JsonSchema> = {};
  for (const [name, schema] of Object.entries(schemas)) {
    for (const closed of [true, false]) $defs[defName(name, closed)] = convert(schema, closed);
  }
  ajv.addSchema({ $id: 'openapi', $defs });

  const compiled = new WeakMap<OpenApiSchema, ValidateFunction>();
  return {
    validate(schema, value) {
      let check = compiled.get(schema);
      if (!check) {
        check = ajv.compile(convert(schema, true));
        compiled.set(schema, check);
      }
      return check(value) ? [] : describeErrors(check.errors ?? []);
    },
    resolve(schema) {
      let current = schema;
      for (let step = 0; step < 10; step++) {
        const [only, ...others] = current.allOf ?? [];
        if (current.$ref !== undefined) current = named(current.$ref).schema;
        else if (only && others.length === 0 && !current.properties) current = only;
        else break;
      }
      return current;
    },
  };
}

function defName(name: string, closed: boolean): string {
  return closed ? name : `${name}--open`;
}

function orNull(schema: JsonSchema): JsonSchema {
  return { anyOf: [schema, { type: 'null' }] };
}

// "Must be null" and "must match a schema in anyOf" only mean that a nullable value is wrong in some other way.
function describeErrors(errors: ErrorObject[]): string[] {
  const telling = errors.filter(
    ({ keyword, params }) => keyword !== 'anyOf' && !(keyword === 'type' && params.type === 'null'),
  );
  return [...new Set((telling.length > 0 ? telling : errors).map(describe))];
}

function describe({ instancePath, message, params }: ErrorObject): string {
  const { unevaluatedProperty, allowedValues } = params;
  const detail = unevaluatedProperty ?? (Array.isArray(allowedValues) ? allowedValues.join(', ') : null);
  return `${instancePath || 'it'} ${message}${detail === null || detail === undefined ? '' : ` (${detail})`}`;
}
