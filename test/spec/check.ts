import { type DemoExchange, startDemoPbx } from '../pbx/index.ts';
import { implementsOperation } from '../pbx/resources.ts';
import type { Finding } from './exchange.ts';
import { leftOutFaults } from './fault-list.ts';
import type { Spec } from './openapi.ts';
import type { Scenario } from './scenario.ts';

/** The results for one operation. */
interface OperationCount {
  requests: number;
  /** Replies by status. */
  replies: Map<number, number>;
}

export interface CheckResult {
  operations: Map<string, OperationCount>;
  /** Findings as text, with how often each came. */
  findings: Map<string, number>;
  /** Replies that are not checked against the file, by reason. */
  leftOut: Map<string, number>;
}

/** Runs scenarios, each on a demo PBX of its own, and checks every exchange against the file. */
export async function checkScenarios(spec: Spec, scenarios: Scenario[]): Promise<CheckResult> {
  const result: CheckResult = { operations: new Map(), findings: new Map(), leftOut: new Map() };
  for (const operation of spec.operations)
    result.operations.set(operation, { requests: 0, replies: new Map() });

  for (const scenario of scenarios) {
    const pbx = await startDemoPbx(scenario.pbx);
    let exchanges = 0;
    pbx.onExchange((exchange) => {
      exchanges++;
      judge(spec, scenario, exchange, result);
    });
    try {
      await scenario.run(pbx);
    } finally {
      await pbx.close();
    }
    if (exchanges === 0) add(result.findings, `${scenario.name}: no exchange at all`);
  }
  for (const [operation, { requests }] of result.operations) {
    if (requests === 0 && isInDemo(operation)) add(result.findings, `${operation}: never used`);
  }
  return result;
}

function isInDemo(operation: string): boolean {
  const [method = '', path = ''] = operation.split(' ');
  return path === '/connect/token' || implementsOperation(method, path);
}

function judge(spec: Spec, scenario: Scenario, exchange: DemoExchange, result: CheckResult): void {
  const operation = spec.operationOf(exchange);
  const count = operation === null ? undefined : result.operations.get(operation);
  if (count) {
    count.requests++;
    count.replies.set(exchange.reply.status, (count.replies.get(exchange.reply.status) ?? 0) + 1);
  }
  const { fault } = exchange.request;
  const leftOut = fault === null ? null : leftOutFaults[fault];
  if (leftOut !== null) add(result.leftOut, `${fault}: ${leftOut}`);
  for (const finding of spec.checkExchange(exchange)) {
    const wanted = finding.of === 'reply' ? leftOut === null : scenario.check === 'requests and replies';
    if (wanted) add(result.findings, findingText(finding, scenario));
  }
}

function findingText({ operation, of, message }: Finding, scenario: Scenario): string {
  return `${operation ?? 'not in the file'}: ${of}: ${message} [${scenario.name}]`;
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
