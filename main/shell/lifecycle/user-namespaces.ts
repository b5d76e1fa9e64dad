import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Why ordinary users of a Linux system can't create user namespaces, which Chromium's sandbox needs. */
export type NamespaceLimit = 'apparmor' | 'clone-forbidden' | 'no-namespaces';

/**
 * Returns which kernel setting forbids ordinary programs to create user namespaces, or null. An AppArmor profile may still allow
 * it to some of them.
 *
 * @param kernel where the kernel's settings are
 */
export function namespaceLimit(kernel = '/proc/sys'): NamespaceLimit | null {
  const setting = (name: string): string | null => {
    const file = join(kernel, name);
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
  };
  // Ubuntu since 23.10, older Debian, hardened systems.
  if (setting('kernel/apparmor_restrict_unprivileged_userns') === '1') return 'apparmor';
  if (setting('kernel/unprivileged_userns_clone') === '0') return 'clone-forbidden';
  return setting('user/max_user_namespaces') === '0' ? 'no-namespaces' : null;
}
