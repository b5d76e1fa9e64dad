import { expect, test } from 'vitest';
import { checkScenarios } from '../../spec/check.ts';
import type { Exchange } from '../../spec/exchange.ts';
import { demoScenarios } from '../../spec/exchanges.ts';
import { createSpec } from '../../spec/openapi.ts';
import { tour } from '../../spec/tour.ts';

const openapi = `
openapi: 3.0.4
servers:
  - url: /xapi/v1
paths:
  /Fxs:
    get:
      parameters:
        - $ref: "#/components/parameters/top"
        - { name: $count, in: query, schema: { type: boolean } }
        - { name: $select, in: query, schema: { uniqueItems: true, type: array, items: { type: string } } }
        - { name: $expand, in: query, schema: { uniqueItems: true, type: array, items: { type: string } } }
        - { name: $orderby, in: query, schema: { uniqueItems: true, type: array, items: { type: string } } }
      responses:
        "200": { content: { application/json: { schema: { $ref: "#/components/schemas/Devices" } } } }
        default: { $ref: "#/components/responses/error" }
  /Fxs({MacAddress})/Pbx.RegenerateWebCredentials:
    post:
      parameters:
        - { name: MacAddress, in: path, required: true, schema: { type: string } }
      responses:
        "200":
          content:
            application/json:
              schema: { allOf: [{ $ref: "#/components/schemas/Device" }], nullable: true }
        default: { $ref: "#/components/responses/error" }
  /Users({Id})/Pbx.Regenerate:
    post:
      parameters:
        - { name: Id, in: path, required: true, schema: { type: integer, format: int32, minimum: -2147483648, maximum: 2147483647 } }
      requestBody:
        required: true
        content: { application/json: { schema: { type: object, properties: { opts: { $ref: "#/components/schemas/Options" } } } } }
      responses:
        "204": { description: Success }
        default: { $ref: "#/components/responses/error" }
components:
  parameters:
    top: { name: $top, in: query, schema: { type: integer, format: int64, minimum: 0 } }
  responses:
    error: { content: { application/json: { schema: { $ref: "#/components/schemas/Error" } } } }
  schemas:
    Devices:
      allOf:
        - { $ref: "#/components/schemas/Counted" }
        - { type: object, properties: { value: { type: array, items: { $ref: "#/components/schemas/Device" } } } }
    Counted: { type: object, properties: { "@odata.count": { type: integer, format: int64, nullable: true } } }
    Device:
      title: Device
      type: object
      properties:
        MacAddress: { type: string }
        Lines: { type: integer, format: int32, nullable: true }
        Seen: { type: string, format: date-time, nullable: true }
        Kind: { allOf: [{ $ref: "#/components/schemas/Kind" }], nullable: true }
        Owner: { allOf: [{ $ref: "#/components/schemas/Owner" }], nullable: true, x-ms-navigationProperty: true }
    Kind: { type: string, enum: [Fxs, Dect] }
    Owner: { title: Owner (trimmed), type: object, properties: { Number: { type: string } } }
    Options: { type: object, properties: { DeskphonePassword: { type: boolean } } }
    Error:
      type: object
      required: [error]
      properties:
        error:
          type: object
          required: [code, message]
          properties:
            code: { type: string }
            message: { type: string }
            innerError: { type: object }
  securitySchemes:
    Application: { type: oauth2, flows: { clientCredentials: { tokenUrl: /connect/token } } }
`;
const spec = createSpec(openapi);
const device = { MacAddress: '000B82000001', Lines: 2, Seen: '2026-01-10T08:10:00Z', Kind: 'Fxs' };

function exchange(request: Partial<Exchange['request']>, status: number, body: unknown): Exchange {
  return {
    request: {
      method: 'GET',
      url: '/xapi/v1/Fxs',
      headers: { authorization: 'Bearer token' },
      body: '',
      ...request,
    },
    reply: {
      status,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: body === undefined ? '' : JSON.stringify(body),
    },
  };
}

const list = (query: string, value: unknown[] = [], more: object = {}) =>
  exchange({ url: `/xapi/v1/Fxs${query}` }, 200, { value, ...more });
const post = { method: 'POST', url: "/xapi/v1/Fxs('00')/Pbx.RegenerateWebCredentials" };
const regenerated = (status: number, body: unknown) => exchange(post, status, body);
const json = { authorization: 'Bearer token', 'content-type': 'application/json' };
const user = (key: string, body: string, status = 204) =>
  exchange(
    { method: 'POST', url: `/xapi/v1/Users(${key})/Pbx.Regenerate`, headers: json, body },
    status,
    undefined,
  );
const signIn = (fields: Record<string, string>, status: number, body: unknown) =>
  exchange(
    {
      method: 'POST',
      url: '/connect/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
      body: `${new URLSearchParams(fields)}`,
    },
    status,
    body,
  );
const fields = { client_id: 'a', client_secret: 'b', grant_type: 'client_credentials' };
const token = { token_type: 'Bearer', expires_in: 60, access_token: 'x' };
const opts = JSON.stringify({ opts: { DeskphonePassword: true } });

test.each<[string, Exchange]>([
  ['a list', list('?$top=5&$select=MacAddress', [{ MacAddress: 'a' }])],
  ['a counted list', list('?$count=true', [device], { '@odata.count': 1, '@odata.context': 'x' })],
  ['an expansion', list('?$expand=Owner($select=Number)', [{ ...device, Owner: { Number: '1' } }])],
  ['more of a trimmed entity', list('?$expand=Owner', [{ ...device, Owner: { Number: '1', Name: 'x' } }])],
  ['an order', list('?$orderby=Lines desc,MacAddress&$select=*', [device])],
  ['an entity', regenerated(200, device)],
  ['null', regenerated(200, null)],
  ['null values', regenerated(200, { ...device, Lines: null, Kind: null })],
  ['an error', regenerated(404, { error: { code: '', message: 'x', innerError: { anything: 1 } } })],
  ['a doubled quote', exchange({ ...post, url: post.url.replace('00', "O''Neill%2F1") }, 200, device)],
  ['no content', user('12', opts)],
  ['a sign-in', signIn(fields, 200, token)],
  ['a refused sign-in', signIn(fields, 401, { error: 'unauthorized' })],
])('%s fits', (_, given) => {
  expect(spec.checkExchange(given)).toEqual([]);
});

test.each<[string, Exchange, 'request' | 'reply', RegExp]>([
  ['a missing property', regenerated(200, { ...device, Lines: undefined }), 'reply', /\/Lines is missing/],
  [
    'a missing required property',
    regenerated(404, { error: { code: '' } }),
    'reply',
    /required property 'message'/,
  ],
  ['a misspelled property', list('', [{ ...device, MacAdress: 'x' }]), 'reply', /MacAdress/],
  ['a mistyped property', regenerated(200, { ...device, Lines: '2' }), 'reply', /\/Lines must be integer/],
  ['a number too large', regenerated(200, { ...device, Lines: 2 ** 31 }), 'reply', /int32/],
  ['a date that is none', regenerated(200, { ...device, Seen: 'soon' }), 'reply', /date-time/],
  ['an unknown word of a list', regenerated(200, { ...device, Kind: 'Fax' }), 'reply', /Fxs, Dect/],
  ['null where it may not be', regenerated(200, { ...device, MacAddress: null }), 'reply', /must be string/],
  ['an extra property', regenerated(200, { ...device, Extra: 1 }), 'reply', /Extra/],
  ['an extra property of a list', list('', [], { extra: 1 }), 'reply', /extra/],
  ['a success that is not described', regenerated(201, device), 'reply', /201: this status/],
  ['a redirect', regenerated(302, undefined), 'reply', /302: this status/],
  ['an error without the envelope', regenerated(500, undefined), 'reply', /no JSON/],
  [
    'content where none belongs',
    { ...user('12', opts), reply: regenerated(204, {}).reply },
    'reply',
    /is a body/,
  ],
  ['a property not selected', list('?$select=MacAddress', [device]), 'reply', /\/0\/Lines was not asked/],
  ['a selected property missing', list('?$select=MacAddress', [{}]), 'reply', /\/0\/MacAddress is missing/],
  ['an entity not expanded', list('?$expand=Owner', [device]), 'reply', /\/0\/Owner is missing/],
  ['a count not asked for', list('', [], { '@odata.count': 0 }), 'reply', /count/],
  ['a list without its entries', exchange({}, 200, {}), 'reply', /value is missing/],
  ['an unknown option', list('?$filter=x'), 'request', /unknown query parameter \$filter/],
  ['an unknown $select', list('?$select=MacAdress'), 'request', /\$select: Device has no MacAdress/],
  ['an unknown nested option', list('?$expand=Owner($nonsense=1)'), 'request', /\$nonsense/],
  ['an unknown $expand', list('?$expand=Lines'), 'request', /no navigation property Lines/],
  ['an unknown $orderby', list('?$orderby=Name'), 'request', /no Name/],
  ['a $top of words', list('?$top=ten'), 'request', /\$top: it must be integer/],
  ['a $top below zero', list('?$top=-1'), 'request', /\$top: it must be >= 0/],
  [
    'a key without quotes',
    exchange({ ...post, url: post.url.replaceAll("'", '') }, 200, null),
    'request',
    /quoted/,
  ],
  [
    'a lone quote in a key',
    exchange({ ...post, url: post.url.replace('00', "0'0") }, 200, null),
    'request',
    /quoted/,
  ],
  ['a text for a number', user("'12'", opts), 'request', /key Id/],
  ['a body where none belongs', exchange({ ...post, body: '{}' }, 200, null), 'request', /none is described/],
  ['no body where one belongs', user('12', ''), 'request', /there is none/],
  ['a wrong body', user('12', '{"opts":{"Password":true}}'), 'request', /Password/],
  ['a body that is no JSON', user('12', '{'), 'request', /body: it must be object/],
  ['no token', exchange({ headers: {} }, 200, { value: [] }), 'request', /bearer/],
  ['an unknown path', exchange({ url: '/xapi/v1/Trunks' }, 200, {}), 'request', /not in the file/],
  ['an unknown method', exchange({ method: 'PUT' }, 200, {}), 'request', /not in the file/],
  [
    'a sign-in field missing',
    signIn({ ...fields, client_secret: '' }, 200, token),
    'request',
    /client_secret/,
  ],
  ['a sign-in field unknown', signIn({ ...fields, password: 'x' }, 200, token), 'request', /password/],
  ['another grant', signIn({ ...fields, grant_type: 'password' }, 200, token), 'request', /grant_type/],
  [
    'a token reply without its life',
    signIn(fields, 200, { ...token, expires_in: '60' }),
    'reply',
    /expires_in/,
  ],
  ['a refusal without a reason', signIn(fields, 401, {}), 'reply', /error/],
])('%s is found', (_, given, of, message) => {
  const findings = spec.checkExchange(given);
  expect(findings.filter((finding) => finding.of === of).map((finding) => finding.message)).toEqual(
    expect.arrayContaining([expect.stringMatching(message)]),
  );
  expect(findings.filter((finding) => finding.of !== of)).toEqual([]);
});

test('a file that is not OpenAPI 3.0, or has keywords that would not be checked, is rejected', () => {
  expect(() => createSpec('swagger: "2.0"')).toThrow(/OpenAPI 3.0/);
  expect(() => createSpec(openapi.replace('format: date-time', 'multipleOf: 3'))).toThrow(/multipleOf/);
});

test('the scenarios of the demo are counted, and mismatches are found', async () => {
  const [first] = demoScenarios;
  expect(first?.name).toBe('tour');
  const { operations, findings } = await checkScenarios(spec, [
    {
      name: 'a renamed property',
      check: 'requests and replies',
      async run(pbx) {
        pbx.serverFault('regenerate', { kind: 'wrong-device' });
        await tour(pbx);
      },
    },
  ]);
  expect(operations.get('POST /connect/token')).toEqual({ requests: 1, replies: new Map([[200, 1]]) });
  expect(operations.get('GET /Fxs')?.requests).toBe(5);
  // The excerpt's entities differ from the demo's, which must be noticed.
  expect([...findings.keys()].some((text) => /Brand/.test(text))).toBe(true);
  expect(
    [...findings.keys()].some((text) => /GET \/xapi\/v1\/SystemStatus is not in the file/.test(text)),
  ).toBe(true);
});

test('an operation that no scenario used is found', async () => {
  const { findings } = await checkScenarios(spec, []);
  expect([...findings.keys()]).toContain('GET /Fxs: never used');
});
