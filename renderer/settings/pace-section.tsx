import { useTexts } from '../base/words.tsx';
import { PaceFields } from '../pace/pace-fields.tsx';
import { useApp } from '../state/app-state.tsx';
import { SettingRow } from './setting-row.tsx';
import styles from './settings.module.css';

/** The load put on each PBX, as also shown on its card under PBXs. */
export function PaceSection() {
  const t = useTexts().settings;
  const { app } = useApp();
  if (app.pbxs.length === 0) return null;
  return (
    <section aria-labelledby="settings-pace" className={styles.section}>
      <h2 id="settings-pace">{t.pace}</h2>
      <ul className={styles.rows}>
        {app.pbxs.map((pbx) => (
          <SettingRow key={pbx.id} title={pbx.name} hint={t.paceHint} below={<PaceFields pbx={pbx} />} />
        ))}
      </ul>
    </section>
  );
}
