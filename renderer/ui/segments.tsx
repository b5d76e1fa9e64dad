import type { LucideIcon } from 'lucide-react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './segments.module.css';

export interface Segment<Id extends string | number> {
  id: Id;
  word: string;
  icon?: LucideIcon;
}

export interface SegmentsProps<Id extends string | number> {
  label: string;
  segments: readonly Segment<Id>[];
  chosen: Id;
  onChoose: (id: Id) => void;
}

/** Selects one of a few options shown side by side. */
export function Segments<Id extends string | number>({
  label,
  segments,
  chosen,
  onChoose,
}: SegmentsProps<Id>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className={cx(styles.segments)}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={(keys) => {
        const segment = segments.find(({ id }) => keys.has(id));
        if (segment) onChoose(segment.id);
      }}
    >
      {segments.map(({ id, word, icon: Icon }) => (
        <ToggleButton key={id} id={id} className={cx(styles.segment)}>
          {Icon && <Icon size={16} aria-hidden />}
          {word}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
