import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTexts } from '../base/words.tsx';
import { Action } from './action.tsx';
import { cx } from './cx.ts';
import styles from './note.module.css';

export type Tone = 'ok' | 'warn' | 'bad' | 'calm';

const icons: Record<Tone, LucideIcon> = {
  ok: CircleCheck,
  warn: TriangleAlert,
  bad: CircleAlert,
  calm: Info,
};

export interface NoteProps {
  tone: Tone;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  onDismiss?: () => void;
  /** Whether it is read out as soon as it appears. */
  announce?: boolean;
  /** Whether it spans the window's width. */
  banner?: boolean;
  /** Whether it is inside something that already has an icon. */
  flat?: boolean;
}

/** A notice with an icon, a title and what to do. */
export function Note({ tone, title, children, actions, onDismiss, announce, banner, flat }: NoteProps) {
  const t = useTexts();
  const Icon = icons[tone];
  return (
    <div
      className={cx(styles.note, styles[tone], banner && styles.banner, flat && styles.flat)}
      role={announce ? 'alert' : undefined}
    >
      {!flat && <Icon size={18} className={styles.icon} aria-hidden />}
      <div className={styles.body}>
        <p className={styles.title}>{title}</p>
        {children}
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {onDismiss && (
        <span className={styles.dismiss}>
          <Action look="quiet" small icon={X} label={t.ui.dismiss} onPress={onDismiss} />
        </span>
      )}
    </div>
  );
}
