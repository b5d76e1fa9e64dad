import { RekeyError } from '../../../common/errors.ts';
import type { Item } from '../../../common/model.ts';
import type { JobStore } from '../../store/jobs/index.ts';
import type { Sealer } from '../../store/seal.ts';
import { beforeContext, sealContext } from '../settling/evidence.ts';
import type { PasswordOf } from './export.ts';

/** Opens the stored passwords of items. */
export interface Passwords {
  /** The password of an item; null if there is none. @throws RekeyError `keychain-entry-missing` if its key is gone */
  password(itemId: number, sealer: Sealer): string | null;
  /** As `password`, for the device's previous password. */
  previousPassword(itemId: number, sealer: Sealer): string | null;
  /** Opens the stored passwords of several items, without failing for those whose key is gone. */
  openAll(items: readonly Item[], sealer: Sealer): OpenedItems;
}

/** The result of opening the passwords of several items. */
export interface OpenedItems {
  /** The devices' previous passwords, if stored. */
  previousOf: PasswordOf;
  /** Opens those as well, and returns how many could be opened. */
  countPrevious(): { readable: number; unreadable: number };
  /** With the current state of their passwords. */
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
