import { RekeyError } from '../../common/errors.ts';
import type { Item } from '../../common/model.ts';
import type { JobStore } from '../store/jobs/index.ts';
import type { Sealer } from '../store/seal.ts';
import { beforeContext, sealContext } from './evidence.ts';
import type { PasswordOf } from './export.ts';

/** Opens the passwords that are kept of items. */
export interface Passwords {
  /** The sealed password of an item; null when there is none. @throws RekeyError `keychain-entry-missing` where its key is gone */
  password(itemId: number, sealer: Sealer): string | null;
  /** The same of the password that the device had before. */
  previousPassword(itemId: number, sealer: Sealer): string | null;
  /** Opens what is kept of several items, without failing for those whose key is gone. */
  openAll(items: readonly Item[], sealer: Sealer): OpenedItems;
}

/** What came of opening the passwords of several items. */
export interface OpenedItems {
  /** The passwords that the devices had before, as far as they are kept. */
  previousOf: PasswordOf;
  /** Opens them, too, and says how many could be. */
  countPrevious(): { readable: number; unreadable: number };
  /** With what is known of their passwords by now. */
  items: Item[];
  passwordOf: PasswordOf;
  readable: number;
  unreadable: number;
}

export function createPasswords(jobs: Pick<JobStore, 'sealed' | 'sealedBefore'>): Passwords {
  const open = (sealer: Sealer, context: string, sealed: Buffer | null): string | null => {
    if (!sealed) return null;
    const password = sealer.open(context, sealed);
    if (password === null) throw new RekeyError('keychain-entry-missing', { reason: 'data-key' });
    return password;
  };

  return {
    password: (itemId, sealer) => open(sealer, sealContext(itemId), jobs.sealed(itemId)),
    previousPassword: (itemId, sealer) => open(sealer, beforeContext(itemId), jobs.sealedBefore(itemId)),

    openAll(items, sealer) {
      const passwords = new Map<number, string>();
      const previous = (itemId: number): string | null => {
        const sealed = jobs.sealedBefore(itemId);
        return sealed && sealer.open(beforeContext(itemId), sealed);
      };
      const unreadable = new Set<number>();
      for (const { id } of items) {
        const sealed = jobs.sealed(id);
        if (!sealed) continue;
        const password = sealer.open(sealContext(id), sealed);
        if (password === null) unreadable.add(id);
        else passwords.set(id, password);
      }
      return {
        items: items.map((item) => {
          const credentialsLost = unreadable.has(item.id);
          return { ...item, credentialsKept: passwords.has(item.id), credentialsLost };
        }),
        passwordOf: ({ id }) => passwords.get(id) ?? null,
        previousOf: ({ id }) => previous(id),
        countPrevious() {
          const kept = items.filter(({ id }) => jobs.sealedBefore(id) !== null);
          const readable = kept.filter(({ id }) => previous(id) !== null).length;
          return { readable, unreadable: kept.length - readable };
        },
        readable: passwords.size,
        unreadable: unreadable.size,
      };
    },
  };
}
