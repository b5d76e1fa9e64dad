/** Whether something failed because another process has locked the database: trying again would block for seconds. */
export function isLocked(error: unknown): boolean {
  const { code } = Object(error) as { code?: unknown };
  return typeof code === 'string' && code.startsWith('SQLITE_BUSY');
}
