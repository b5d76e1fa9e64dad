import { deskPhoneUser } from '../../common/desk-phones.ts';
import { formatMac } from '../../common/mac.ts';
import type { Item } from '../../common/model.ts';
import { useTexts } from '../base/words.tsx';

export interface MacsOfProps {
  item: Item;
  /** Whether to leave out how many more there are, for lack of space. */
  brief?: boolean;
}

/** The MAC of an item; if it stands for desk phones, that of the first, with how many more there are. */
export function MacsOf({ item, brief = false }: MacsOfProps) {
  const { deskPhones: t } = useTexts();
  const others = (deskPhoneUser(item)?.phones ?? []).filter(({ mac }) => mac !== item.mac);
  if (others.length === 0) return formatMac(item.mac);
  return (
    <span title={[item.mac, ...others.map(({ mac }) => mac)].map(formatMac).join(', ')}>
      {formatMac(item.mac)} {!brief && <span aria-hidden>{t.moreMacs(others.length)}</span>}
      <span className="visually-hidden">{others.map(({ mac }) => formatMac(mac)).join(', ')}</span>
    </span>
  );
}
