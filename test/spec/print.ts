import type { CheckResult } from './check.ts';
import { variations } from './exchanges.ts';
import { leftOutFaults } from './fault-list.ts';

/** Prints one line per operation, then what is not checked against the file, then the findings. */
export function printResult({ operations, findings, leftOut }: CheckResult): void {
  for (const [operation, { requests, replies }] of operations) {
    const statuses = [...replies].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
    const told = requests === 0 ? 'not used' : `${requests} requests   ${statuses.join(', ')}`;
    console.log(`${operation.padEnd(60)} ${told}`);
  }
  for (const [reason, count] of leftOut) console.log(`left out: ${reason}, ${count} replies`);
  console.log(`Not held against the file: ${notHeld().join('; ')}.`);
  for (const [finding, count] of findings) console.error(`${finding}${count > 1 ? `, ${count} times` : ''}`);
  console.log(findings.size === 0 ? 'Everything fits the file.' : `${findings.size} findings.`);
}

function notHeld(): string[] {
  const faults = Object.entries(leftOutFaults).flatMap(([kind, reason]) =>
    reason ? [`${kind} (${reason})`] : [],
  );
  const behaviours = Object.entries(variations).flatMap(([name, values]) =>
    typeof values === 'string' ? [`${name} (${values})`] : [],
  );
  return [...faults, ...behaviours];
}
