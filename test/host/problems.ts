import type { Page } from '@playwright/test';

/** Problems in the pages of an app, as far as a browser reports them. */
export interface Problems {
  /** Uncaught errors. */
  errors: string[];
  /** Violations of the Content-Security-Policy. */
  policyViolations: string[];
  /** Warnings and errors in the console, without those of the policy. */
  console: string[];
}

/** No problems; for `expect(problems).toEqual(noProblems())`. */
export const noProblems = (): Problems => ({ errors: [], policyViolations: [], console: [] });

/** Collects a page's problems. */
export function watchProblems(page: Page, problems: Problems): void {
  page.on('pageerror', (error) => problems.errors.push(String(error.stack ?? error)));
  page.on('console', (message) => {
    const text = message.text();
    if (/Content Security Policy|Content-Security-Policy/i.test(text)) problems.policyViolations.push(text);
    else if (message.type() === 'error' || message.type() === 'warning') problems.console.push(text);
  });
}
