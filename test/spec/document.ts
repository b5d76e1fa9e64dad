import { parse } from 'yaml';

/** A schema in OpenAPI 3.0. */
export interface OpenApiSchema {
  $ref?: string;
  title?: string;
  type?: string;
  format?: string;
  nullable?: boolean;
  enum?: unknown[];
  properties?: Record<string, OpenApiSchema>;
  items?: OpenApiSchema;
  allOf?: OpenApiSchema[];
  [keyword: string]: unknown;
}

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema?: OpenApiSchema;
}

interface Media {
  content?: Record<string, { schema?: OpenApiSchema }>;
}

export interface Operation {
  /** `GET /Fxs({MacAddress})`. */
  id: string;
  method: string;
  path: string;
  parameters: Parameter[];
  requestBody: (Media & { required?: boolean }) | null;
  responses: Record<string, Media>;
}

/** What the check needs of an OpenAPI file, with references to parameters, bodies and responses resolved. */
export interface OpenApiDocument {
  /** `/xapi/v1`, the prefix of every path. */
  base: string;
  tokenUrl: string | null;
  schemas: Record<string, OpenApiSchema>;
  operations: Operation[];
}

type Raw = Record<string, unknown>;
const methods = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'];

export function loadDocument(yamlText: string): OpenApiDocument {
  const root: unknown = parse(yamlText);
  if (!isRecord(root) || !`${root.openapi}`.startsWith('3.0')) throw new Error('This is no OpenAPI 3.0 file');
  const follow = (value: unknown): Raw => {
    let current = value;
    for (let step = 0; step < 10; step++) {
      if (!isRecord(current)) throw new Error(`Not an object: ${JSON.stringify(current)}`);
      if (typeof current.$ref !== 'string') return current;
      current = pointer(root, current.$ref);
    }
    throw new Error('References lead in a circle');
  };

  const operations: Operation[] = [];
  for (const [path, item] of Object.entries(record(root.paths))) {
    const shared = list(record(item).parameters);
    for (const [method, given] of Object.entries(record(item))) {
      if (!methods.includes(method)) continue;
      const operation = record(given);
      operations.push({
        id: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        parameters: [...shared, ...list(operation.parameters)].map(
          (entry) => follow(entry) as unknown as Parameter,
        ),
        requestBody: operation.requestBody ? follow(operation.requestBody) : null,
        responses: Object.fromEntries(
          Object.entries(record(operation.responses)).map(([status, response]) => [status, follow(response)]),
        ),
      });
    }
  }
  const components = record(root.components);
  return {
    base: `${record(list(root.servers)[0]).url ?? ''}`.replace(/^https?:\/\/[^/]+/, '').replace(/\/$/, ''),
    tokenUrl: findTokenUrl(components),
    schemas: record(components.schemas) as Record<string, OpenApiSchema>,
    operations,
  };
}

function findTokenUrl(components: Raw): string | null {
  for (const scheme of Object.values(record(components.securitySchemes))) {
    const { tokenUrl } = record(record(record(scheme).flows).clientCredentials);
    if (typeof tokenUrl === 'string') return tokenUrl;
  }
  return null;
}

function pointer(root: Raw, ref: string): unknown {
  if (!ref.startsWith('#/')) throw new Error(`Only references within the file are followed, not ${ref}`);
  let value: unknown = root;
  for (const part of ref.slice(2).split('/')) {
    value = record(value)[part.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  if (value === undefined) throw new Error(`${ref} leads nowhere`);
  return value;
}

export function isRecord(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function record(value: unknown): Raw {
  return isRecord(value) ? value : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
