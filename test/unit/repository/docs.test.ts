/** Checks the documentation against the project: links, files, commands, options and labels in it exist. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { describe, expect, test } from 'vitest';
import { createProgram } from '../../../main/cli/program.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { anchorsOf, linksOf, type Page, project, readPages } from '../../setup/markdown.ts';

const pages = readPages();
const pageAt = new Map(pages.map((page) => [page.path, page]));

/** Pages for users, in which bold marks a label and options belong to the terminal program. */
const forUsers = pages.filter(
  ({ path }) =>
    (path === 'README.md' || dirname(path) === 'docs') &&
    !['docs/architecture.md', 'docs/dependencies.md'].includes(path),
);

/** Those for administrators use bold for warnings. */
const withLabels = forUsers.filter(({ path }) => !/administrators|nightly/.test(path));

test('the README is short', () => {
  expect(pageAt.get('README.md')?.text.trimEnd().split('\n').length).toBeLessThanOrEqual(120);
});

test('the index lists every page of docs/', () => {
  const index = pageAt.get('docs/README.md');
  const listed = index ? linksOf(index).map((link) => posix.normalize(`docs/${link.split('#')[0]}`)) : [];
  const inDocs = pages.map(({ path }) => path).filter((path) => dirname(path) === 'docs');
  expect(inDocs.filter((path) => path !== 'docs/README.md' && !listed.includes(path))).toEqual([]);
});

describe.each(pages.map((page) => [page.path, page] as const))('%s', (_, page) => {
  test('every relative link has a target', () => {
    expect(linksOf(page).filter((link) => !leadsSomewhere(page, link))).toEqual([]);
  });

  test('every npm script that it names exists', () => {
    const named = [...page.text.matchAll(/\bnpm run (?:--\S+ )*([\w:-]*\w)/g)].map(
      ([, script = '']) => script,
    );
    expect(named.filter((script) => !(script in manifest.scripts))).toEqual([]);
  });

  test('every file of the project that it names exists', () => {
    const words = page.codeLines.flatMap((line) => line.split(' '));
    const named = [...page.codeSpans, ...words].filter((code) => isPath.test(code));
    expect(named.filter((path) => !existsSync(join(project, path)) && !hasMatch(path))).toEqual([]);
  });
});

/** A path from the project's folder; it may contain `*` and `{a,b}`, and code after a space is ignored. */
const isPath = /^(?:common|docs|main|preload|renderer|resources|scripts|test)\/[\w./*{},@-]*$/;

function hasMatch(path: string): boolean {
  return /[*{]/.test(path) && globSync(path, { cwd: project }).length > 0;
}

function leadsSomewhere(page: Page, link: string): boolean {
  if (/^[a-z]+:/.test(link)) return true;
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page.path : posix.normalize(posix.join(dirname(page.path), path));
  if (!existsSync(join(project, target))) return false;
  const there = pageAt.get(target);
  return anchor === undefined || (there !== undefined && anchorsOf(there).has(anchor));
}

describe.each(forUsers.map((page) => [page.path, page] as const))('%s, for users', (_, page) => {
  test('every terminal command that it shows exists, with its options', () => {
    const shown = [...page.codeLines, ...page.codeSpans].flatMap(commandsIn);
    expect(shown.flatMap(faultsOf)).toEqual([]);
  });

  test('every option that it names alone exists in some command', () => {
    const alone = page.codeSpans.filter((code) => /^--[a-z]/.test(code)).flatMap((code) => optionsIn(code));
    expect(alone.filter((option) => !allOptions.has(option) && !otherOptions.includes(option))).toEqual([]);
  });
});

test.each(withLabels.map((page) => [page.path, page] as const))(
  '%s: every label in bold exists in the window, or in 3CX',
  (_, page) => {
    const labels = [...page.prose.matchAll(/\*\*([^*\n]+)\*\*/g)].map(([, label = '']) => label);
    const parts = labels.flatMap((label) => label.split(' > '));
    expect(
      parts.filter((label) => !labelsOf3cx.includes(label) && !keys.test(label) && !isInTexts(label)),
    ).toEqual([]);
  },
);

test('every message that is explained exists, by its title', () => {
  const rows = pageAt.get('docs/troubleshooting.md')?.text.matchAll(/^\| (.+?) \|/gm) ?? [];
  const titles = [...rows]
    .flatMap(([, cell = '']) => cell.split(' / '))
    .filter((title) => title !== 'message');
  expect(titles.length).toBeGreaterThan(20);
  expect(titles.filter((title) => !isInTexts(title))).toEqual([]);
});

/** Labels of the 3CX Admin Console that the pages name. */
const labelsOf3cx = [
  'Integrations',
  'API',
  '3CX Configuration API access',
  'DEFAULT',
  'System Owner',
  'IP Blacklist',
  'Console Restrictions',
];
const keys = /^(?:Enter|Escape|Ctrl\+\w|Space)$/;
/** Options of the installed app itself and of npm, which the terminal program's help does not list. */
const otherOptions = [
  '--inspect',
  '--remote-debugging',
  '--no-sandbox',
  '--quit',
  '--logs-max',
  '--ozone-platform',
  '--new-key',
  '--key',
  '--version',
];

const englishTexts = globSync('common/texts/en/**/*.ts', { cwd: project })
  .map((file) => readFileSync(join(project, file), 'utf8'))
  .join('\n');

/** Whether some English text begins with these words. */
function isInTexts(label: string): boolean {
  return ["'", '`', '"'].some((quote) => englishTexts.includes(quote + label.replaceAll("'", '’')));
}

const program = createProgram(async () => {});
const allCommands: CommandUnknownOpts[] = [
  program,
  ...program.commands,
  ...program.commands.flatMap(({ commands }) => commands),
];
const optionsOf = (command: CommandUnknownOpts): string[] => [
  ...command.options.flatMap(({ long }) => long ?? []),
  ...program.options.flatMap(({ long }) => long ?? []),
  '--help',
];
const allOptions = new Set(allCommands.flatMap(optionsOf));

/** The words of each command of the terminal program in a line of code, without the program's own name. */
function commandsIn(code: string): string[][] {
  const started = /(?:^|\s)(?:npx rekey|rekey|npm run --silent (?:--logs-max=0 )?cli --)\s+(.*)$/.exec(
    code,
  )?.[1];
  const line = started ?? (program.commands.some((each) => code.split(' ')[0] === each.name()) ? code : null);
  return line === null ? [] : [line.split(/\s+\|\s+|\s+#\s/)[0]?.split(/\s+/) ?? []];
}

function faultsOf(words: string[]): string[] {
  const [first = '', second = ''] = words;
  // Such as `rekey COMMAND`.
  if (/^[A-Z]+$/.test(first)) return unknown(words, program);
  const top = program.commands.find((each) => each.name() === first);
  if (!top) return first.startsWith('-') ? unknown(words, program) : [`no command: ${words.join(' ')}`];
  const below = top.commands.find((each) => each.name() === second);
  if (top.commands.length > 0 && !below)
    return second === '' || second.startsWith('-') ? [] : [`no command: ${words.join(' ')}`];
  return unknown(words, below ?? top);
}

function unknown(words: string[], command: CommandUnknownOpts): string[] {
  const known = optionsOf(command);
  return optionsIn(words.join(' '))
    .filter((option) => !known.includes(option))
    .map((option) => `${option}: ${words.join(' ')}`);
}

function optionsIn(code: string): string[] {
  return [...code.matchAll(/(?:^|[\s[(])(--[a-z][a-z-]*[a-z])/g)].map(([, option = '']) => option);
}
