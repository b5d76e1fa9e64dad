import { useMemo, useState } from 'react';
import type { Pbx } from '../../common/model.ts';
import { useTexts } from '../base/words.tsx';
import { SearchBox } from '../ui/search-box.tsx';
import { PbxCard } from './pbx-card.tsx';
import styles from './pbxs-screen.module.css';

export interface PbxListProps {
  pbxs: readonly Pbx[];
  /** The PBX whose form was open before this list. */
  cameFrom: string | null;
  onEdit: (pbxId: string) => void;
  onRemoved: () => void;
}

/** With fewer, all of them are visible. */
const minForSearch = 6;

/** The PBXs, one row each; a long list can be filtered. */
export function PbxList({ pbxs, cameFrom, onEdit, onRemoved }: PbxListProps) {
  const t = useTexts().pbxs;
  const [search, setSearch] = useState('');
  const searchable = pbxs.length >= minForSearch;
  const shown = useMemo(() => (searchable ? matching(pbxs, search) : pbxs), [pbxs, search, searchable]);
  return (
    <>
      {searchable && (
        <div className={styles.tools}>
          <SearchBox label={t.find} value={search} onChange={setSearch} />
          <p role="status" className={styles.count}>
            {t.foundOf(shown.length, pbxs.length)}
          </p>
        </div>
      )}
      {shown.length === 0 ? (
        <p className={styles.empty}>{t.noneFound(search.trim())}</p>
      ) : (
        <ul className={styles.rows}>
          {shown.map((pbx) => (
            <PbxCard
              key={pbx.id}
              pbx={pbx}
              cameFrom={pbx.id === cameFrom}
              onEdit={() => onEdit(pbx.id)}
              onRemoved={onRemoved}
            />
          ))}
        </ul>
      )}
    </>
  );
}

/** The PBXs whose name, address or client ID contain every word of the search. */
function matching(pbxs: readonly Pbx[], search: string): readonly Pbx[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return pbxs;
  return pbxs.filter(({ name, url, clientId }) => {
    const text = `${name}\n${url}\n${clientId}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
