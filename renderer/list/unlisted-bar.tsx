import { ArrowLeftRight, Check } from 'lucide-react';
import { Checkbox } from 'react-aria-components';
import type { Pbx } from '../../common/model.ts';
import { useTexts } from '../base/words.tsx';
import { useApp } from '../state/app-state.tsx';
import { Action } from '../ui/action.tsx';
import { cx } from '../ui/cx.ts';
import boxes from './box.module.css';
import { useList } from './list.tsx';
import styles from './plan-part.module.css';

/** Actions for the devices that the PBX does not list. */
export function UnlistedBar({ pbx }: { pbx: Pbx }) {
  const { list: t } = useTexts();
  const { select } = useApp();
  const { plan, decisions, decide } = useList();
  const count = plan.counts['not-listed'];
  return (
    <div className={styles.bar}>
      <Checkbox
        className={cx(boxes.label)}
        isSelected={decisions.tryUnlisted}
        onChange={(tryUnlisted) => decide({ ...decisions, tryUnlisted })}
      >
        <span className={boxes.box} aria-hidden>
          <Check size={12} strokeWidth={3} />
        </span>
        {t.tryUnlisted(count, pbx.name)}
      </Checkbox>
      {plan.elsewhere.map((other) => (
        <Action key={other.id} small icon={ArrowLeftRight} onPress={() => select(other.id)}>
          {t.countElsewhere(other.count, other.name)}
        </Action>
      ))}
    </div>
  );
}
