import type { Mac } from '../../common/mac.ts';
import { type DeviceList, deviceSchema } from '../../common/model.ts';
import type { Db } from './database.ts';
import { json } from './rows.ts';

/** The device list of each PBX as it was last fetched. */
export interface DeviceStore {
  /** Null when it was never fetched. */
  list(pbxId: string): DeviceList | null;
  replace(pbxId: string, list: DeviceList): void;
  /** Names of the other PBXs in whose list the MAC stands as a device that can be given credentials. */
  othersWith(mac: Mac, exceptPbxId: string | null): string[];
}

export function createDeviceStore(db: Db): DeviceStore {
  const head = db.prepare<[string], { list_fetched_at: number | null; list_unreadable: number }>(
    'SELECT list_fetched_at, list_unreadable FROM pbxs WHERE id = ?',
  );
  const select = db.prepare<[string], { device: string }>(
    'SELECT device FROM devices WHERE pbx_id = ? ORDER BY mac',
  );
  const clear = db.prepare('DELETE FROM devices WHERE pbx_id = ?');
  const insert = db.prepare('INSERT INTO devices (pbx_id, mac, device) VALUES (?, ?, ?)');
  const stamp = db.prepare('UPDATE pbxs SET list_fetched_at = ?, list_unreadable = ? WHERE id = ?');
  const others = db.prepare<[string, string], { name: string }>(
    `SELECT p.name FROM devices d JOIN pbxs p ON p.id = d.pbx_id
     WHERE d.mac = ? AND d.pbx_id <> ? AND d.device ->> '$.kind' = 'fxs' ORDER BY p.name`,
  );

  const replace = db.transaction((pbxId: string, list: DeviceList) => {
    clear.run(pbxId);
    for (const device of list.devices) insert.run(pbxId, device.mac, JSON.stringify(device));
    stamp.run(Date.parse(list.fetchedAt), list.unreadable, pbxId);
  });

  return {
    list(pbxId) {
      const row = head.get(pbxId);
      if (!row || row.list_fetched_at === null) return null;
      return {
        devices: select.all(pbxId).map((each) => deviceSchema.parse(json(each.device))),
        fetchedAt: new Date(row.list_fetched_at).toISOString(),
        unreadable: row.list_unreadable,
      };
    },
    replace: (pbxId, list) => void replace.immediate(pbxId, list),
    othersWith: (mac, exceptPbxId) => others.all(mac, exceptPbxId ?? '').map((row) => row.name),
  };
}
