import type { ServerResponse } from 'node:http';
import type { Outcome } from './outcome.ts';
import type { Reply } from './reply.ts';

/** How much of a reply was sent. */
export type Sent = 'whole' | 'part' | 'nothing';

/** Sends an outcome. `date` is the PBX's own clock. */
export function send(response: ServerResponse, outcome: Outcome, date: Date, reset: () => void): Sent {
  if (response.destroyed) return 'nothing';
  response.sendDate = false;
  response.setHeader('date', date.toUTCString());
  response.setHeader('server', 'nginx');
  switch (outcome.kind) {
    case 'hang':
      return 'nothing';
    case 'destroy':
      reset();
      return 'nothing';
    case 'reply':
      writeHead(response, outcome.reply);
      response.end(outcome.reply.body);
      return 'whole';
    case 'partial':
      writeHead(response, outcome.reply);
      response.write(outcome.reply.body.slice(0, Math.floor(outcome.reply.body.length / 2)), () =>
        response.destroy(),
      );
      return 'part';
    case 'endless':
      endless(response);
      return 'part';
    case 'drip':
      drip(response, outcome);
      return 'whole';
  }
}

function writeHead(response: ServerResponse, { status, headers, body }: Reply): void {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (status !== 204 && status !== 304) response.setHeader('content-length', Buffer.byteLength(body));
}

function endless(response: ServerResponse): void {
  response.setHeader('content-type', 'application/json');
  response.write('{"value":["');
  const chunk = 'a'.repeat(65_536);
  const pump = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', pump);
  pump();
}

function drip(
  response: ServerResponse,
  { reply, intervalMs, bytes }: Extract<Outcome, { kind: 'drip' }>,
): void {
  writeHead(response, reply);
  response.flushHeaders();
  const body = Buffer.from(reply.body);
  let at = 0;
  const timer = setInterval(() => {
    response.write(body.subarray(at, at + bytes));
    at += bytes;
    if (at >= body.length) response.end();
  }, intervalMs);
  response.on('close', () => clearInterval(timer));
  response.on('finish', () => clearInterval(timer));
}
