import { Check, ChevronsUpDown, Server } from 'lucide-react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import { useTexts } from '../base/words.tsx';
import { useApp } from '../state/app-state.tsx';
import { cx } from '../ui/cx.ts';
import styles from './pbx-picker.module.css';

/** Selects the PBX that everything is done on. */
export function PbxPicker() {
  const t = useTexts();
  const { app, selected, select } = useApp();
  return (
    <Select
      className={cx(styles.picker)}
      selectedKey={selected?.id ?? null}
      onSelectionChange={(key) => {
        if (typeof key === 'string' && key !== selected?.id) select(key);
      }}
    >
      <Label className="visually-hidden">{t.shell.pbx}</Label>
      <Button className={cx(styles.button)}>
        <Server size={16} aria-hidden className={styles.icon} />
        <SelectValue className={cx(styles.value)}>{selected?.name}</SelectValue>
        <ChevronsUpDown size={14} aria-hidden className={styles.icon} />
      </Button>
      <Popover className={cx(styles.popover)} offset={4}>
        <ListBox className={cx(styles.list)} items={app.pbxs}>
          {(pbx) => (
            <ListBoxItem className={cx(styles.item)} id={pbx.id} textValue={pbx.name}>
              <Check size={16} aria-hidden className={styles.check} />
              <span className={styles.words}>
                <span className={styles.name}>{pbx.name}</span>
                <span className={styles.address}>{pbx.url.replace(/^https:\/\//, '')}</span>
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
