import { RekeyError } from '../../../common/errors.ts';
import type { PasswordRef, passwordCalls } from '../../../common/ipc/passwords.ts';
import type { Item, Replacement } from '../../../common/model.ts';
import { planItems, readTarget } from '../../jobs/index.ts';
import { spreadsheetRisks, toTable } from '../../jobs/passwords/export.ts';
import type { Services } from '../../services/index.ts';
import { targetKeyOf } from '../../store/target.ts';
import type { PasswordClipboard } from '../clipboard/clipboard.ts';
import { openPasswords } from './open-passwords.ts';
import type { Readings } from './readings.ts';
import type { HandlersOf } from './serve.ts';

export interface PasswordHandlerParts {
  services: Services;
  readings: Readings;
  clipboard: Pick<PasswordClipboard, 'copy' | 'clearsOnlyInFront'>;
}

const notReplaced: Replacement = { replacedAt: null, surelyReplaced: false };

function replacementIn(item: Item | undefined): Replacement {
  return item ? { replacedAt: item.replacedAt, surelyReplaced: item.surelyReplaced } : notReplaced;
}

/** Handles calls about passwords. Whether one was replaced is looked up here each time: a window may not know yet. */
export function createPasswordHandlers({
  services,
  readings,
  clipboard,
}: PasswordHandlerParts): HandlersOf<typeof passwordCalls> {
  const { policy, pbxs, connector, store, jobs } = services;

  const passwordOf = async (ref: PasswordRef): Promise<string | null> => {
    if ('reading' in ref) return readings.get(ref.reading)?.password ?? null;
    const opener = await services.opener();
    return 'item' in ref ? jobs.password(ref.item, opener) : jobs.previousPassword(ref.previousOf, opener);
  };

  const replacementOf = (ref: PasswordRef): Replacement => {
    if ('item' in ref) {
      const [item] = store.jobs.itemsWithIds([ref.item]);
      return replacementIn(item);
    }
    // A previous password is shown as one that is about to end.
    if ('previousOf' in ref) return notReplaced;
    const reading = readings.get(ref.reading);
    return reading ? store.jobs.replacedSince(reading.target, reading.pbx, reading.moment) : notReplaced;
  };

  /** @throws RekeyError `password-replaced` */
  const wanted = async (ref: PasswordRef, evenReplaced = false): Promise<string | null> => {
    const password = await passwordOf(ref);
    const { replacedAt, surelyReplaced } = replacementOf(ref);
    if (password !== null && replacedAt !== null && !evenReplaced)
      throw new RekeyError('password-replaced', {
        replacedAt,
        ...(surelyReplaced ? {} : { reason: 'perhaps' }),
      });
    return password;
  };

  return {
    'passwords:read-current': async ({ pbxId, mac, deskPhone = false }) => {
      const pbx = pbxs.withId(pbxId);
      const xapi = await connector.stored(pbx);
      const [item] = planItems([mac], {
        list: await pbxs.devicesFor(pbx, xapi, [mac]),
        othersWith: (each) => store.devices.othersWith(each, pbxId),
        tryUnlisted: true,
        deskPhones: deskPhone ? 'all' : undefined,
      });
      if (item?.problem) throw new RekeyError(item.problem.code, item.problem.facts);
      const moment = store.jobs.moment();
      const device = item?.device ?? null;
      const password = await services.patiently(() => readTarget({ mac, device }, xapi));
      const target = targetKeyOf(mac, device);
      return password === null ? null : { reading: readings.keep({ password, target, pbx, moment }) };
    },
    'passwords:reveal': ({ ref, evenReplaced }) => wanted(ref, evenReplaced),
    'passwords:copy': async ({ ref, evenReplaced }) => {
      policy.throwIfNoClipboard();
      const clearedAfterSeconds = store.settings.get('clipboardSeconds');
      const password = await wanted(ref, evenReplaced);
      if (password !== null) await clipboard.copy(password, clearedAfterSeconds);
      return { copied: password !== null, clearedAfterSeconds };
    },
    'passwords:copy-table': async ({ items: ids }) => {
      policy.throwIfNoClipboard();
      const clearedAfterSeconds = store.settings.get('clipboardSeconds');
      const opened = await openPasswords(services, store.jobs.itemsWithIds(ids));
      const known = opened.items.flatMap((item) => {
        const password = opened.passwordOf(item);
        return password === null ? [] : [{ item, password }];
      });
      const rows = known.filter(({ item }) => !item.surelyReplaced);
      if (rows.length > 0) await clipboard.copy(toTable(rows), clearedAfterSeconds);
      const items = rows.map(({ item }) => item);
      return {
        copied: rows.length,
        replaced: known.length - rows.length,
        current: items.filter(({ replacedAt }) => replacedAt === null).map(({ id }) => id),
        risky: spreadsheetRisks(items, opened.passwordOf).length,
        unreadable: opened.unreadable,
        clearedAfterSeconds,
      };
    },
    'passwords:check'({ refs }) {
      // One query: a copied table may have ten thousand rows.
      const ids = refs.flatMap((ref) => ('item' in ref ? [ref.item] : []));
      const items = new Map(store.jobs.itemsWithIds(ids).map((item) => [item.id, item]));
      return refs.map((ref) => ('item' in ref ? replacementIn(items.get(ref.item)) : replacementOf(ref)));
    },
    'passwords:spreadsheet-risks': async ({ jobId }) => {
      const opened = await openPasswords(services, store.jobs.items(jobId));
      return spreadsheetRisks(opened.items, opened.passwordOf);
    },
    'passwords:count-older': ({ days }) => jobs.countOlder(days),
  };
}
