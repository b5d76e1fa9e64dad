import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson } from '../../../../main/xapi/judge.ts';
import { readServerWords } from '../../../../main/xapi/server-words.ts';

const read = (text: string, secrets: string[] = []) => readServerWords(text, parseJson(text), secrets);

describe('a server’s message is read in any known form', () => {
  test.each<[string, unknown, string | null]>([
    ['OData', { error: { code: '', message: 'Device is offline' } }, 'Device is offline'],
    [
      'OData with a numeric code',
      { error: { code: 400, message: 'Device is offline' } },
      '400: Device is offline',
    ],
    ['OData 3', { error: { code: 'X', message: { lang: 'en', value: 'Offline' } } }, 'X: Offline'],
    [
      'OData with details',
      { error: { code: '', message: 'Bad', details: [{ code: '', message: 'WARNINGS.XAPI.NOT_FOUND' }] } },
      'Bad: WARNINGS.XAPI.NOT_FOUND',
    ],
    [
      'problem details',
      { type: 'about:blank', title: 'Validation', status: 400, detail: 'No such key', traceId: '00-1' },
      'Validation: No such key',
    ],
    [
      'ASP.NET’s errors by field',
      { title: 'Invalid.', errors: { key: ['Too long', 'Too odd'], $: ['Not JSON'] } },
      'Invalid.: key - Too long: key - Too odd: $ - Not JSON',
    ],
    ['OAuth', { error: 'locked', error_description: 'Device is offline' }, 'locked: Device is offline'],
    ['error as text', { error: 'Device is offline' }, 'Device is offline'],
    ['message alone', { Message: 'Device is offline' }, 'Device is offline'],
    ['a list of errors', { errors: [{ message: 'a' }, 'b', { code: 7 }] }, 'a: b: 7'],
    ['a bare list', [{ message: 'a' }], 'a'],
    ['JSON text', 'Device is offline', 'Device is offline'],
    ['the same twice', { title: 'Offline', message: ' Offline ' }, 'Offline'],
    ['OData 3 without metadata', { 'odata.error': { message: { value: 'Offline' } } }, 'Offline'],
    ['a gateway’s fault', { fault: { faultstring: 'Offline', detail: { errorcode: 'x' } } }, 'Offline'],
    ['a list of messages', { messages: ['a', 'b'] }, 'a: b'],
    ['nothing', {}, null],
    ['null', null, null],
    ['another object', { Id: 7, Password: 'pw', Name: 'x' }, null],
  ])('%s', (_, body, says) => {
    expect(read(JSON.stringify(body)).says).toBe(says);
  });

  test.each([
    ['plain text', 'Device is offline\n', 'Device is offline'],
    [
      'a page',
      '<!doctype html><html><head><title>502 Bad &amp; &#71;ateway</title></head>…',
      '502 Bad & Gateway',
    ],
    ['a page without a title', '<html><body>x</body></html>', null],
    ['XML', '<?xml version="1.0"?><m:error><m:message>Offline</m:message></m:error>', 'Offline'],
    ['a page with a heading', '<html><h1 class="x">Licence &lt;expired&gt;</h1></html>', 'Licence <expired>'],
    ['hexadecimal entities', '<title>Can&#x27;t &#X41;&#xfffff;</title>', "Can't A\u{fffff}"],
    ['an empty title', '<html><title> </title><h2>Licence expired</h2></html>', 'Licence expired'],
    ['XML with CDATA', '<error><![CDATA[Licence <expired>]]></error>', 'Licence <expired>'],
    ['an encoding that it does not name', 'Lizenz f\ufffdr 3CX', 'Lizenz f\ufffdr 3CX'],
    ['damaged JSON', '{"error": "x', null],
    ['zero bytes', 'a\0b', null],
    ['nothing', '', null],
    ['bytes', '\ufffd\ufffdPNG', null],
  ])('%s', (_, text, says) => {
    expect(read(text).says).toBe(says);
  });

  test('XAPI’s “not found” is recognised, and OAuth’s code', () => {
    expect(read('{"error":{"details":[{"message":"WARNINGS.XAPI.NOT_FOUND"}]}}').notFound).toBe(true);
    expect(read('{"error":{"message":"other"}}').notFound).toBe(false);
    expect(read('{"error":" Invalid_Client "}').oauthError).toBe('invalid_client');
    expect(read('{"error":{"code":"invalid_client"}}').oauthError).toBeNull();
  });
});

test('messages are short and cannot deceive', () => {
  expect(read('"x\\u001b[31m\\ny\\u202e\\u200bz"').says).toBe('x[31m yz');
  expect(read('a'.repeat(1_000_000)).says).toHaveLength(300);
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
      const says = read(text).says ?? '';
      expect(says.length).toBeLessThanOrEqual(300);
      expect(says).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }),
  );
});

describe('they contain no secret', () => {
  const secret = 'Canary+Key/4%2F&"q"=~\\end';

  test.each([
    ['as it is', secret],
    ['as a form', new URLSearchParams({ client_secret: secret }).toString()],
    ['in a path', `/x/${encodeURIComponent(secret)}`],
    ['in upper case', secret.toUpperCase()],
    ['in Base64', Buffer.from(secret).toString('base64')],
    ['in hex', Buffer.from(secret).toString('hex')],
    ['split by what is tidied away', secret.replace('Key', 'K\u200bey')],
  ])('%s', (_, shown) => {
    const says = read(JSON.stringify({ error: { message: `bad ${shown} given` } }), [secret]).says ?? '';
    expect(says).toMatch(/^bad /);
    expect(says).not.toMatch(/4%2F|Canary|Q2FuYXJ5|43616e617279/i);
  });

  test.each([
    ['Authorization: Bearer abc.def-ghi', /abc/],
    ['token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx.abc rejected', /eyJ|abc/],
    ['client_secret=hunter2&grant', /hunter2/],
    ['Password: Tr0ub4dor, try again', /Tr0/],
    ['{"x" "password":"open sesame"}!', /sesame/],
  ])('of any program: %s', (text, secretPart) => {
    expect(read(JSON.stringify(text)).says).not.toMatch(secretPart);
  });

  test('but plain words stay', () => {
    expect(read('{"error":"invalid_token","error_description":"token: expired"}').says).toBe(
      'invalid_token: token: expired',
    );
  });
});
