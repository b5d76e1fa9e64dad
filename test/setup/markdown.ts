import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const project = join(import.meta.dirname, '../..');

/** One Markdown file of the project. */
export interface Page {
  /** Relative to the project's folder, with slashes. */
  path: string;
  text: string;
  /** The text without code blocks. */
  prose: string;
  /** The lines of the code blocks. */
  codeLines: string[];
  /** The texts between single backticks. */
  codeSpans: string[];
}

const skipped = ['node_modules', 'out', 'dist', 'coverage', 'test-results', 'screenshots', '.git'];

/** Every Markdown file of the project. */
export function readPages(): Page[] {
  const paths = globSync('**/*.md', { cwd: project, exclude: (name) => skipped.includes(name) });
  return paths.map((path) => pageOf(path.replaceAll('\\', '/'))).sort((a, b) => a.path.localeCompare(b.path));
}

function pageOf(path: string): Page {
  const text = readFileSync(join(project, path), 'utf8');
  const blocks = [...text.matchAll(/^```[^\n]*\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code);
  const prose = text.replace(/^```[^\n]*\n[\s\S]*?^```$/gm, '');
  return {
    path,
    text,
    prose,
    codeLines: blocks.flatMap((block) => block.split('\n')),
    codeSpans: [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code),
  };
}

/** The targets of links and pictures, in order. */
export function linksOf({ prose }: Page): string[] {
  return [...prose.matchAll(/\]\(([^()\s]+)\)/g)].map(([, target = '']) => target);
}

/** The anchors that GitHub generates for a page's headings. */
export function anchorsOf({ prose }: Page): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of prose.matchAll(/^#{1,6} (.+)$/gm)) {
    const slug = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-');
    let anchor = slug;
    for (let n = 1; anchors.has(anchor); n += 1) anchor = `${slug}-${n}`;
    anchors.add(anchor);
  }
  return anchors;
}
