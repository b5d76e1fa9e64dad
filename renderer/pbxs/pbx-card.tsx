import {
  Ban,
  ChevronRight,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  KeyRound,
  Lock,
  Pencil,
  ShieldCheck,
  Trash2,
  TriangleAlert,
  Wifi,
} from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { agoText } from '../../common/age.ts';
import type { PolicyFacts } from '../../common/ipc/index.ts';
import type { Pbx } from '../../common/model.ts';
import { useTexts, useWords } from '../base/words.tsx';
import { PaceFields } from '../pace/pace-fields.tsx';
import { useApp } from '../state/app-state.tsx';
import { Action } from '../ui/action.tsx';
import { cx } from '../ui/cx.ts';
import { describeHere } from '../ui/problem-text.ts';
import { RichText } from '../ui/rich-text.tsx';
import { useNow } from '../ui/use-now.ts';
import styles from './pbx-card.module.css';
import { RemoveQuestion } from './remove-question.tsx';
import { TestResult } from './test-result.tsx';
import { usePbxTest } from './use-pbx-test.ts';

export interface PbxCardProps {
  pbx: Pbx;
  /** Whether its form was open before, so that it gets the focus. */
  cameFrom: boolean;
  onEdit: () => void;
  onRemoved: () => void;
}

/** A PBX's row: its name, its last state and its actions; expanded, its client ID and speed. */
export function PbxCard({ pbx, cameFrom, onEdit, onRemoved }: PbxCardProps) {
  const t = useTexts();
  const id = useId();
  const { app, reload } = useApp();
  const standing = standingOf(pbx, app.policy);
  const keyless = app.keylessPbxIds.includes(pbx.id);
  const [asking, setAsking] = useState(false);
  const [open, setOpen] = useState(false);
  const remove = useRef<HTMLButtonElement>(null);
  const edit = useRef<HTMLButtonElement>(null);
  const [startsHere] = useState(cameFrom);
  useEffect(() => {
    if (startsHere && document.activeElement === document.body) edit.current?.focus();
  }, [startsHere]);
  const test = usePbxTest(pbx.id, () => void reload());
  return (
    <li className={styles.card} aria-labelledby={id}>
      <div className={styles.top}>
        <Button
          className={cx(styles.fold)}
          aria-expanded={open}
          aria-label={t.pbxs.detailsOf(pbx.name)}
          onPress={() => setOpen(!open)}
        >
          <ChevronRight size={16} aria-hidden />
        </Button>
        <div className={styles.words}>
          <h2 id={id} className={styles.name}>
            {pbx.name}
          </h2>
          <p className={styles.facts}>
            <span>{pbx.url}</span>
            {standing === 'managed' && (
              <span className={styles.part}>
                <Lock size={14} aria-hidden /> {t.policy.badge}
              </span>
            )}
            {standing === 'not-allowed' && (
              <span className={cx(styles.part, styles.bad)}>
                <Ban size={14} aria-hidden /> {t.policy.notInPolicy}
              </span>
            )}
            {standing !== 'not-allowed' &&
              (keyless ? (
                <span className={cx(styles.part, styles.warn)}>
                  <TriangleAlert size={14} aria-hidden /> {t.pbxs.keyMissing}
                </span>
              ) : (
                <Contact pbx={pbx} />
              ))}
            {pbx.pinnedFingerprint && (
              <span className={styles.part}>
                <ShieldCheck size={14} aria-hidden /> {t.pbxs.pinned}
              </span>
            )}
          </p>
        </div>
        <div className={styles.actions}>
          {keyless && standing !== 'not-allowed' ? (
            <Action
              small
              look="primary"
              icon={KeyRound}
              label={t.setupFiles.enterKeyOf(pbx.name)}
              onPress={onEdit}
            >
              {t.setupFiles.enterKey}
            </Action>
          ) : (
            <Action
              small
              icon={Wifi}
              label={t.pbxs.testOf(pbx.name)}
              pending={test.testing}
              disabled={standing === 'not-allowed'}
              onPress={() => test.run(false)}
            >
              {t.pbxs.test}
            </Action>
          )}
          <Action
            ref={edit}
            small
            icon={Pencil}
            label={t.words.editPbx(pbx.name)}
            disabled={standing === 'not-allowed'}
            onPress={onEdit}
          >
            {t.pbxs.edit}
          </Action>
          <Action
            ref={remove}
            small
            icon={Trash2}
            label={t.pbxs.removeOf(pbx.name)}
            disabled={asking || standing === 'managed'}
            onPress={() => setAsking(true)}
          />
        </div>
      </div>
      {open && (
        <div className={styles.details}>
          <p className={styles.client}>
            <RichText text={t.pbxs.clientIdOf(pbx.clientId)} />
          </p>
          <PaceFields pbx={pbx} />
        </div>
      )}
      {test.result && (
        <TestResult
          result={test.result}
          testing={test.testing}
          onRetryKey={() => test.run(true)}
          onEdit={onEdit}
        />
      )}
      {asking && (
        <RemoveQuestion
          pbx={pbx}
          onRemoved={onRemoved}
          onKeep={() => {
            setAsking(false);
            requestAnimationFrame(() => remove.current?.focus());
          }}
        />
      )}
    </li>
  );
}

/** How the policy applies to a PBX: set by it, left over from before it, or not covered by it. */
function standingOf({ id }: Pbx, policy: PolicyFacts | null): 'managed' | 'not-allowed' | 'own' {
  if (!policy || policy.pbxs === null) return 'own';
  return policy.fixedPbxIds.includes(id) ? 'managed' : 'not-allowed';
}

function Contact({ pbx }: { pbx: Pbx }) {
  const { texts: t, format } = useWords();
  const now = useNow(60_000);
  if (pbx.lastFailure) {
    const { at, problem } = pbx.lastFailure;
    return (
      <span className={cx(styles.part, styles.bad)} title={format.moment(at)}>
        <CircleAlert size={14} aria-hidden />
        {t.pbxs.failed(agoText(at, now, t), describeHere(problem, t).brief)}
      </span>
    );
  }
  if (!pbx.lastContactAt)
    return (
      <span className={styles.part}>
        <CircleDashed size={14} aria-hidden /> {t.pbxs.notTried}
      </span>
    );
  return (
    <span className={cx(styles.part, styles.ok)} title={format.moment(pbx.lastContactAt)}>
      <CircleCheck size={14} aria-hidden />
      {t.pbxs.answered(agoText(pbx.lastContactAt, now, t), pbx.version)}
    </span>
  );
}
