import type { PbxFacts } from '../../common/ipc.ts';
import { Action } from '../ui/action.tsx';
import { Note } from '../ui/note.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { isSettledInForm } from '../ui/problem-text.ts';
import type { TestOutcome } from './use-pbx-test.ts';

export interface TestResultProps {
  result: TestOutcome;
  testing: boolean;
  onRetryKey: () => void;
  onEdit: () => void;
}

/** How the test of a stored PBX went, and what can be done about it. */
export function TestResult({ result, testing, onRetryKey, onEdit }: TestResultProps) {
  if (result.ok) return <TestPassed facts={result.facts} />;
  const { problem } = result;
  const refusedBefore = problem.code === 'sign-in-refused' && problem.facts.reason === 'refused-before';
  return (
    <ProblemNote
      announce
      problem={problem}
      actions={
        (refusedBefore || isSettledInForm(problem)) && (
          <>
            {isSettledInForm(problem) && (
              <Action small onPress={onEdit}>
                {editWords(problem.code)}
              </Action>
            )}
            {refusedBefore && (
              <Action small pending={testing} onPress={onRetryKey}>
                Try the key once more
              </Action>
            )}
          </>
        )
      }
    >
      {refusedBefore && (
        <p>
          Try it once more only if it was put right in 3CX’s console: more refusals can block this address.
        </p>
      )}
    </ProblemNote>
  );
}

/** A test that the PBX passed. */
export function TestPassed({ facts }: { facts: PbxFacts }) {
  const { version, deviceCount } = facts;
  return (
    <Note announce tone="ok" title="The PBX answered and accepted the API key">
      <p>
        {version ? `3CX ${version}` : 'Its version is not known'}
        {deviceCount === null
          ? '. Its role may not read the device list, so devices cannot be recognised by name.'
          : `, ${deviceCount} ${deviceCount === 1 ? 'gateway or DECT base' : 'gateways and DECT bases'}.`}
      </p>
    </Note>
  );
}

function editWords(code: string): string {
  if (code === 'certificate-untrusted' || code === 'certificate-changed') return 'Edit to trust it';
  return code === 'pbx-unreachable' || code === 'not-a-3cx'
    ? 'Edit the address'
    : 'Edit the client ID and key';
}
