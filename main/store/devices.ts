import { compareByName } from '../../common/compare-by-name.ts';
import { forSearch, partOfMac, searchTextOf } from '../../common/device-text.ts';
import type { DeviceSearchResult, FoundDevice } from '../../common/ipc/index.ts';
import type { Mac } from '../../common/mac.ts';
import { type DeviceList, deviceSchema } from '../../common/model.ts';
import type { Db } from './database/db.ts';
import { json } from './rows.ts';

/** The device list of each PBX as it was last fetched. */
export interface DeviceStore {
  /** Null if it was never fetched. */
  list(pbxId: string): DeviceList | null;
  /** When it was fetched, milliseconds since 1970; null if it never was. */
  fetchedAt(pbxId: string): number | null;
  replace(pbxId: string, list: DeviceList): void;
  /** Names of the other PBXs whose list contains the MAC, for any kind of device. */
  othersWith(mac: Mac, exceptPbxId: string | null): string[];
  /**
   * The devices of all PBXs whose name, make, owner or lines contain every word, or whose MAC contains the text in
   * any spelling. Whole words first, such as a line's number, then partial text, then MACs; within these, those of
   * one PBX first.
   */
  find(text: string, firstPbxId: string | null, limit: number): FoundDevice[];
  /** The PBXs whose devices `find` may miss: without a stored list, or with one that may be incomplete. */
  gaps(): Pick<DeviceSearchResult, 'notSearched' | 'incomplete'>;
}

interface HeadRow {
  list_fetched_at: number | null;
  list_unreadable: number;
  list_complete: number;
  list_desk_phones: number;
}

interface FoundRow {
  id: string;
  name: string;
  list_fetched_at: number;
  device: string;
}

/** Further words of a search are ignored. */
const maxWords = 6;

export function createDeviceStore(db: Db): DeviceStore {
  const head = db.prepare<[string], HeadRow>(
    'SELECT list_fetched_at, list_unreadable, list_complete, list_desk_phones FROM pbxs WHERE id = ?',
  );
  const withoutList = db.prepare<[], { id: string; name: string }>(
    'SELECT id, name FROM pbxs WHERE list_fetched_at IS NULL',
  );
  const withPart = db.prepare<[], { id: string; name: string }>(
    'SELECT id, name FROM pbxs WHERE list_fetched_at IS NOT NULL AND list_complete = 0',
  );
  const select = db.prepare<[string], { device: string }>(
    'SELECT device FROM devices WHERE pbx_id = ? ORDER BY mac',
  );
  const clear = db.prepare('DELETE FROM devices WHERE pbx_id = ?');
  const insert = db.prepare('INSERT INTO devices (pbx_id, mac, device, search) VALUES (?, ?, ?, ?)');
  const stamp = db.prepare(
    `UPDATE pbxs SET list_fetched_at = ?, list_unreadable = ?, list_complete = ?, list_desk_phones = ?
     WHERE id = ?`,
  );
  const others = db.prepare<[string, string], { name: string }>(
    `SELECT p.name FROM devices d JOIN pbxs p ON p.id = d.pbx_id
     WHERE d.mac = ? AND d.pbx_id <> ?`,
  );

  /** A statement for each number of words; a text has few. */
  const finding = Array.from({ length: maxWords + 1 }, (_, count) =>
    db.prepare<[Record<string, unknown>], FoundRow>(
      `SELECT p.id, p.name, p.list_fetched_at, d.device FROM devices d JOIN pbxs p ON p.id = d.pbx_id
       WHERE ${count > 0 ? `(${matchWords(count)}) OR` : ''} ${matchMac}
       ORDER BY ${count > 0 ? `CASE WHEN ${matchWholeWords(count)} THEN 0 WHEN ${matchWords(count)} THEN 1 ELSE 2 END,` : ''}
         p.id <> @first, p.name, d.mac LIMIT @limit`,
    ),
  );

  const replace = db.transaction((pbxId: string, list: DeviceList) => {
    clear.run(pbxId);
    for (const device of list.devices)
      insert.run(pbxId, device.mac, JSON.stringify(device), searchTextOf(device));
    const { fetchedAt, unreadable, complete, deskPhonesRead } = list;
    stamp.run(Date.parse(fetchedAt), unreadable, complete ? 1 : 0, deskPhonesRead ? 1 : 0, pbxId);
  });

  return {
    list(pbxId) {
      const row = head.get(pbxId);
      if (!row || row.list_fetched_at === null) return null;
      return {
        devices: select.all(pbxId).map((each) => deviceSchema.parse(json(each.device))),
        fetchedAt: new Date(row.list_fetched_at).toISOString(),
        unreadable: row.list_unreadable,
        complete: row.list_complete === 1,
        deskPhonesRead: row.list_desk_phones === 1,
      };
    },
    fetchedAt: (pbxId) => head.get(pbxId)?.list_fetched_at ?? null,
    replace: (pbxId, list) => void replace.immediate(pbxId, list),
    othersWith: (mac, exceptPbxId) =>
      others
        .all(mac, exceptPbxId ?? '')
        .sort(compareByName)
        .map((row) => row.name),
    gaps: () => ({
      notSearched: withoutList.all().sort(compareByName),
      incomplete: withPart.all().sort(compareByName),
    }),
    find(text, firstPbxId, limit) {
      const words = forSearch(text).split(/\s+/).filter(Boolean).slice(0, maxWords);
      const values = Object.fromEntries(words.map((word, at) => [`word${at}`, word]));
      const rows = finding[words.length]?.all({
        ...values,
        mac: partOfMac(text),
        first: firstPbxId ?? '',
        limit,
      });
      return (rows ?? []).map((row) => ({
        pbx: { id: row.id, name: row.name },
        device: deviceSchema.parse(json(row.device)),
        fetchedAt: new Date(row.list_fetched_at).toISOString(),
      }));
    },
  };
}

/** So few digits are in very many MACs: they count only at either end, where people read them. */
const matchMac = `
  CASE WHEN length(@mac) < 4 THEN d.mac GLOB @mac || '*' OR d.mac GLOB '*' || @mac ELSE instr(d.mac, @mac) END`;

function matchWords(count: number): string {
  return Array.from({ length: count }, (_, at) => `instr(d.search, @word${at})`).join(' AND ');
}

function matchWholeWords(count: number): string {
  const spaced = "' ' || replace(d.search, char(10), ' ') || ' '";
  return Array.from({ length: count }, (_, at) => `instr(${spaced}, ' ' || @word${at} || ' ')`).join(' AND ');
}
