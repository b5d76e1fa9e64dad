import { z } from 'zod';
import {
  certificateProblems,
  type ErrorFacts,
  errorCodes,
  errorReasons,
  type FactName,
  unreachableReasons,
} from './errors.ts';
import { policyKeys } from './policy.ts';
import { namedSettings } from './settings.ts';

export const errorCodeSchema = z.enum(errorCodes);

const facts = {
  pbx: z.string(),
  host: z.string(),
  input: z.string(),
  // A reason that this version does not know, stored by another version, is dropped.
  reason: z.enum(Object.values(errorReasons).flat()).optional().catch(undefined),
  terminalSays: z.string(),
  systemSays: z.string(),
  unreachable: z.enum(unreachableReasons),
  status: z.number().int(),
  pbxSays: z.string(),
  fingerprint: z.string(),
  pinnedFingerprint: z.string(),
  certificateProblem: z.enum(certificateProblems),
  certificateSubject: z.string(),
  certificateValidFrom: z.string(),
  certificateValidTo: z.string(),
  clockHere: z.string(),
  clockThere: z.string(),
  portal: z.string(),
  sent: z.enum(['key', 'token']),
  setting: z.enum(namedSettings),
  policyKey: z.string(),
  policyRule: z.enum(policyKeys),
  retryAt: z.string(),
  version: z.string(),
  owner: z.string(),
  job: z.number().int(),
  path: z.string(),
  count: z.number().int(),
  doneSince: z.number().int(),
  replacedAt: z.string(),
  asOf: z.string(),
  limit: z.number().int(),
  choices: z.array(z.string()),
  names: z.array(z.string()),
} satisfies { [Name in FactName]: z.ZodType<ErrorFacts[Name]> };

/** The facts of any error; `problemSchema` keeps those of its code. */
export const errorFactsSchema: z.ZodType<ErrorFacts> = z.object(facts).partial();
