import { readFile } from 'node:fs/promises';
import { checkScenarios } from './check.ts';
import { clientScenarios } from './client-requests.ts';
import { demoScenarios } from './exchanges.ts';
import { createSpec } from './openapi.ts';
import { printResult } from './print.ts';

const file = process.argv[2];
if (file === undefined) {
  console.error("Usage: npm run spec -- FILE, the XAPI's OpenAPI file");
  process.exitCode = 2;
} else {
  const spec = createSpec(await readFile(file, 'utf8'));
  const result = await checkScenarios(spec, [...demoScenarios, ...clientScenarios]);
  printResult(result);
  if (result.findings.size > 0) process.exitCode = 1;
}
