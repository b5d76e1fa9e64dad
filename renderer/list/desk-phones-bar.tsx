import { Check } from 'lucide-react';
import { Checkbox } from 'react-aria-components';
import { useTexts } from '../base/words.tsx';
import { cx } from '../ui/cx.ts';
import boxes from './box.module.css';
import { useList } from './list.tsx';
import styles from './plan-part.module.css';

/** Asks once whether to include all of the list's desk phones. */
export function DeskPhonesBar() {
  const { deskPhones: t } = useTexts();
  const { plan, decisions, decide } = useList();
  const { includable, unsure } = plan;
  return (
    <div className={styles.bar}>
      <Checkbox
        className={cx(boxes.label)}
        isSelected={decisions.includeDeskPhones}
        onChange={(includeDeskPhones) => decide({ ...decisions, includeDeskPhones })}
      >
        <span className={boxes.box} aria-hidden>
          <Check size={12} strokeWidth={3} />
        </span>
        {t.include(includable.phones, includable.users)}
      </Checkbox>
      <span className={styles.hint}>
        {[t.includeHint, unsure > 0 && t.cannotInclude(unsure)].filter(Boolean).join(' ')}
      </span>
    </div>
  );
}
