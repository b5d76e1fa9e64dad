import { isRecord, loadDocument, type OpenApiSchema, type Operation } from './document.ts';
import type { Exchange, Finding } from './exchange.ts';
import { checkQuery, coerce } from './query.ts';
import { createSchemaCompiler, type SchemaCompiler } from './schema.ts';
import { checkSelection } from './selection.ts';
import { checkTokenExchange, parseJson } from './token.ts';

/** A compiled OpenAPI file. */
export interface Spec {
  /** Every operation, the token endpoint first. */
  operations: string[];
  /** The operation that an exchange belongs to. */
  operationOf(exchange: Exchange): string | null;
  checkExchange(exchange: Exchange): Finding[];
}

// OData services add these to a reply, and a file generated from the model does not describe them.
const controlInformation = ['@odata.context', '@odata.nextLink'];

export function createSpec(yamlText: string): Spec {
  const document = loadDocument(yamlText);
  const compiler = createSchemaCompiler(document.schemas);
  const tokenOperation = document.tokenUrl === null ? null : `POST ${document.tokenUrl}`;
  const routes = document.operations.map((operation) => ({
    operation,
    pattern: pathPattern(operation.path),
  }));

  const match = (exchange: Exchange) => {
    const path = exchange.request.url.split('?')[0] ?? '';
    if (!path.startsWith(`${document.base}/`)) return null;
    const rest = decode(path.slice(document.base.length));
    for (const { operation, pattern } of routes) {
      const found = operation.method === exchange.request.method ? pattern.exec(rest) : null;
      if (found) return { operation, keys: found.groups ?? {} };
    }
    return null;
  };
  const isToken = ({ request }: Exchange) => request.url.split('?')[0] === document.tokenUrl;

  return {
    operations: [...(tokenOperation ? [tokenOperation] : []), ...document.operations.map(({ id }) => id)],
    operationOf: (exchange) => (isToken(exchange) ? tokenOperation : (match(exchange)?.operation.id ?? null)),
    checkExchange(exchange) {
      if (tokenOperation && isToken(exchange)) return checkTokenExchange(tokenOperation, exchange);
      const found = match(exchange);
      if (!found) {
        const message = `${exchange.request.method} ${exchange.request.url} is not in the file`;
        return [{ operation: null, of: 'request', message }];
      }
      return checkOperation(compiler, found.operation, found.keys, exchange);
    },
  };
}

function checkOperation(
  compiler: SchemaCompiler,
  operation: Operation,
  keys: Record<string, string>,
  { request, reply }: Exchange,
): Finding[] {
  const findings: Finding[] = [];
  const reporter = (of: Finding['of'], prefix: string) => (message: string) =>
    void findings.push({ operation: operation.id, of, message: prefix + message });

  const inRequest = reporter('request', '');
  if (!/^Bearer \S+$/.test(`${request.headers.authorization}`)) inRequest('no bearer token');
  for (const parameter of operation.parameters.filter((candidate) => candidate.in === 'path')) {
    for (const error of checkKey(compiler, parameter.schema ?? {}, keys[parameter.name] ?? '')) {
      inRequest(`key ${parameter.name}: ${error}`);
    }
  }
  const { entity, isList } = entityOf(compiler, operation);
  const query = checkQuery(compiler, operation, entity, request.url.split('?')[1] ?? '', inRequest);
  checkRequestBody(compiler, operation, request, reporter('request', 'body: '));

  const inReply = reporter('reply', `${reply.status}: `);
  const body = checkReplyBody(compiler, operation, reply, inReply);
  if (reply.status === 200 && entity) {
    if (!isList) checkSelection(compiler, entity, query, body, inReply);
    else if (isRecord(body)) {
      if (!Array.isArray(body.value)) inReply('/value is missing');
      else
        for (const [i, row] of body.value.entries())
          checkSelection(compiler, entity, query, row, inReply, `/${i}`);
      if (query.count !== '@odata.count' in body) inReply('@odata.count does not follow $count');
    }
  }
  return findings;
}

function checkKey(compiler: SchemaCompiler, schema: OpenApiSchema, literal: string): string[] {
  if (schema.type !== 'string') return compiler.validate(schema, coerce(schema, literal));
  const text = /^'((?:[^']|'')*)'$/s.exec(literal)?.[1];
  return text === undefined
    ? [`${literal} is no quoted text`]
    : compiler.validate(schema, text.replaceAll("''", "'"));
}

function checkRequestBody(
  compiler: SchemaCompiler,
  operation: Operation,
  request: Exchange['request'],
  report: (message: string) => void,
): void {
  const schema = operation.requestBody?.content?.['application/json']?.schema;
  if (!schema) {
    if (request.body !== '') report('there is one, and none is described');
    return;
  }
  if (request.body === '') {
    if (operation.requestBody?.required) report('there is none');
    return;
  }
  if (!`${request.headers['content-type']}`.startsWith('application/json')) report('it is not sent as JSON');
  for (const error of compiler.validate(schema, parseJson(request.body))) report(error);
}

function checkReplyBody(
  compiler: SchemaCompiler,
  operation: Operation,
  reply: Exchange['reply'],
  report: (message: string) => void,
): unknown {
  const described = operation.responses[`${reply.status}`];
  // `default` stands for errors: an unlisted success or redirect is unknown to the file.
  const response = described ?? (reply.status >= 400 ? operation.responses.default : undefined);
  if (!response) {
    report('this status is not described');
    return undefined;
  }
  const schema = response.content?.['application/json']?.schema;
  if (!schema) {
    if (reply.body !== '') report('there is a body, and none is described');
    return undefined;
  }
  if (!/^application\/json\b/.test(reply.headers['content-type'] ?? ''))
    report('the body is not sent as JSON');
  const body = parseJson(reply.body);
  if (body === undefined) {
    report('the body is no JSON');
    return undefined;
  }
  const told = isRecord(body)
    ? Object.fromEntries(Object.entries(body).filter(([name]) => !controlInformation.includes(name)))
    : body;
  for (const error of compiler.validate(schema, told)) report(error);
  return told;
}

/** The entity that an operation returns, alone or as a list. */
function entityOf(
  compiler: SchemaCompiler,
  operation: Operation,
): { entity: OpenApiSchema | null; isList: boolean } {
  const schema = operation.responses['200']?.content?.['application/json']?.schema;
  if (!schema) return { entity: null, isList: false };
  const parts = compiler.resolve(schema).allOf ?? [schema];
  for (const part of parts) {
    const value = compiler.resolve(part).properties?.value;
    if (value?.type === 'array' && value.items) return { entity: value.items, isList: true };
  }
  return { entity: schema, isList: false };
}

/** `/Users({Id})/Pbx.Regenerate` as a pattern with a named group for each key. */
function pathPattern(path: string): RegExp {
  const parts = path.split(/\{(\w+)\}/);
  const pattern = parts.map((part, index) =>
    index % 2 === 1 ? `(?<${part}>.*)` : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  return new RegExp(`^${pattern.join('')}$`, 's');
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
