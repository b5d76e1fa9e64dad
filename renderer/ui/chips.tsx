import type { LucideIcon } from 'lucide-react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useFormat } from '../base/words.tsx';
import styles from './chips.module.css';
import { cx } from './cx.ts';

export interface Chip<Id extends string> {
  id: Id;
  word: string;
  count: number;
  icon?: LucideIcon;
  tone?: 'ok' | 'warn' | 'bad' | undefined;
}

export interface ChipsProps<Id extends string> {
  label: string;
  chips: readonly Chip<Id>[];
  chosen: Id;
  onChoose: (id: Id) => void;
}

/** Selects one of several kinds of things to show, each with its count. */
export function Chips<Id extends string>({ label, chips, chosen, onChoose }: ChipsProps<Id>) {
  const format = useFormat();
  return (
    <ToggleButtonGroup
      aria-label={label}
      className={cx(styles.chips)}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={(keys) => {
        const chip = chips.find(({ id }) => keys.has(id));
        if (chip) onChoose(chip.id);
      }}
    >
      {chips.map(({ id, word, count, icon: Icon, tone }) => (
        <ToggleButton key={id} id={id} className={cx(styles.chip, tone && styles[tone])}>
          {Icon && <Icon size={14} aria-hidden />}
          <span>{word}</span>
          <span className={styles.count}>{format.number(count)}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
