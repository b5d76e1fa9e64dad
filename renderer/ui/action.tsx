import type { LucideIcon } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { Button } from 'react-aria-components';
import styles from './action.module.css';
import { cx } from './cx.ts';
import { Spinner } from './spinner.tsx';

export interface ActionProps {
  children?: ReactNode;
  onPress?: () => void;
  look?: 'primary' | 'plain' | 'quiet' | 'danger';
  small?: boolean;
  icon?: LucideIcon;
  /** The equivalent key, such as `↵`; visible, not read out. */
  keyHint?: string;
  /** In progress: stays in the tab order, and does nothing. */
  pending?: boolean;
  disabled?: boolean;
  submit?: boolean;
  /** Needed if there is only an icon, or if the visible word alone is ambiguous. */
  label?: string;
  /** Whether what it expands is shown; left out if it expands nothing. */
  expanded?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

/** A button. */
export function Action({
  children,
  onPress,
  look = 'plain',
  small = false,
  icon: Icon,
  keyHint,
  pending = false,
  disabled = false,
  submit = false,
  label,
  expanded,
  ref,
}: ActionProps) {
  return (
    <Button
      className={cx(styles.action, styles[look], small && styles.small, !children && styles.iconOnly)}
      type={submit && !pending ? 'submit' : 'button'}
      isDisabled={disabled}
      // Not React Aria's isPending: it leaves its announcement behind as an image without a name.
      {...(pending ? { 'aria-disabled': true, 'data-pending': true } : {})}
      {...(onPress && !pending ? { onPress } : {})}
      {...(label ? { 'aria-label': label } : {})}
      {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
      {...(ref ? { ref } : {})}
    >
      {pending ? <Spinner /> : Icon && <Icon size={16} aria-hidden />}
      {children && <span>{children}</span>}
      {keyHint && <kbd className={styles.key} data-key={keyHint} aria-hidden />}
    </Button>
  );
}
