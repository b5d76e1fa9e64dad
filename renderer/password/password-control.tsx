import { Copy, Eye, EyeOff } from 'lucide-react';
import { use } from 'react';
import type { PasswordRef } from '../../common/ipc/index.ts';
import type { Replacement } from '../../common/model.ts';
import { commandKeys } from '../base/command-key.ts';
import { useTexts } from '../base/words.tsx';
import { useApp } from '../state/app-state.tsx';
import { keyOf } from '../state/password-key.ts';
import { Action } from '../ui/action.tsx';
import { cx } from '../ui/cx.ts';
import { describeHere } from '../ui/problem-text.ts';
import { useClipboard } from './clipboard.tsx';
import { CopyNotice } from './copy-notice.tsx';
import { EarlierResult } from './earlier-result.ts';
import styles from './password-control.module.css';
import { useCopiedSelection } from './use-copied-selection.ts';
import { useHidingOutOfSight } from './use-hiding-out-of-sight.ts';
import { useReveal } from './use-reveal.ts';

export interface PasswordControlProps {
  passwordRef: PasswordRef;
  /** Whose password it is, for the buttons' accessible names. */
  of: string;
  /** What later jobs did to the device; shown beside this. */
  replacement: Replacement;
  /** Whether Ctrl+C copies this one. */
  newest?: boolean;
  /** Whether it is in a row of a job's table, which reports below it how copying went. */
  inTable?: boolean;
}

/** A password that is not in the page: main shows or copies it when the user asks. */
export function PasswordControl({
  passwordRef,
  of,
  replacement: { replacedAt, surelyReplaced },
  newest = false,
  inTable = false,
}: PasswordControlProps) {
  const t = useTexts();
  const { app } = useApp();
  const { copying, copy } = useClipboard();
  const earlier = use(EarlierResult);
  const replaced = replacedAt !== null;
  const { text, shown, problem, reveal, hide } = useReveal(passwordRef, replaced);
  const isMain = newest && !surelyReplaced && !earlier;
  const place = newest ? 'newest' : inTable ? 'job' : 'list';
  useCopiedSelection(text, shown, () => copy(passwordRef, place, replaced));
  useHidingOutOfSight(text, inTable && shown, hide);
  const mine = copying?.key === keyOf(passwordRef) && copying.place === place ? copying : null;
  // In a table, only the icons are visible: a tooltip has the word.
  const copyWord = surelyReplaced ? t.device.copyReplaced : t.device.copy;
  const revealWord = shown ? t.device.hide : t.device.reveal;
  const shortcut = commandKeys(app.platform, 'C', t);

  return (
    <div className={cx(styles.control, newest && styles.newest, inTable && styles.inTable)}>
      <div className={styles.row}>
        <span className={styles.text}>
          {inTable && problem && (
            <span role="alert" className={styles.bad}>
              {problem === 'gone' ? t.device.gone : describeHere(problem, t).title}
            </span>
          )}
          {!shown && !(inTable && problem) && (
            <>
              <span aria-hidden className={styles.dots}>
                ••••••••••
              </span>
              <span className="visually-hidden">{t.device.hidden}</span>
            </>
          )}
          {/* Written directly: React would keep what it renders. */}
          <code ref={text} className={cx(styles.revealed, app.policy?.noClipboard && styles.unselectable)} />
        </span>
        <span className={styles.buttons}>
          <span title={inTable ? copyWord : undefined}>
            <Action
              disabled={app.policy?.noClipboard === true}
              look={isMain ? 'primary' : newest ? 'plain' : 'quiet'}
              small={!newest}
              icon={Copy}
              label={surelyReplaced ? t.device.copyReplacedOf(of) : t.device.copyOf(of)}
              onPress={() => copy(passwordRef, place, replaced)}
              {...(isMain && !app.policy?.noClipboard ? { keyHint: shortcut } : {})}
            >
              {copyWord}
            </Action>
          </span>
          <span data-reveal title={inTable ? revealWord : undefined}>
            <Action
              look={newest ? 'plain' : 'quiet'}
              small={!newest}
              icon={shown ? EyeOff : Eye}
              label={shown ? t.device.hideOf(of) : t.device.revealOf(of)}
              onPress={shown ? hide : reveal}
            >
              {revealWord}
            </Action>
          </span>
        </span>
      </div>
      {!inTable && app.policy?.noClipboard && <p className={styles.notice}>{t.policy.noCopying}</p>}
      {!inTable && <CopyNotice copying={mine} revealProblem={problem} />}
    </div>
  );
}
