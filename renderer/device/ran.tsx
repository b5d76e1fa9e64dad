import { Eye, KeyRound } from 'lucide-react';
import { deskPhoneUser } from '../../common/desk-phones.ts';
import { nameIn } from '../../common/device-text.ts';
import type { Item, Problem, Replacement } from '../../common/model.ts';
import { nextStep } from '../../common/next-step.ts';
import type { Texts } from '../../common/texts/index.ts';
import { isUnread } from '../../common/unread.ts';
import { useFormat, useTexts } from '../base/words.tsx';
import { DeviceFetch } from '../jobs/device-fetch.tsx';
import { pbxToAsk } from '../jobs/fetch-words.ts';
import { PreviousPassword } from '../password/previous-password.tsx';
import { type Activity, useActivity } from '../state/activity.tsx';
import { useApp } from '../state/app-state.tsx';
import { Action } from '../ui/action.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { describeHere } from '../ui/problem-text.ts';
import { pastText } from '../ui/time.ts';
import { RunWhenReachable } from '../waiting/run-when-reachable.tsx';
import type { ActivityActions } from './activity-actions.ts';
import styles from './activity-panel.module.css';
import { PasswordLine } from './password-line.tsx';
import { ProblemActions } from './problem-actions.tsx';
import { ReplacedLine } from './replaced-line.tsx';

export interface RanProps extends ActivityActions {
  ran: Extract<Activity, { kind: 'ran' }>;
}

/** The outcome of a run. */
export function Ran(props: RanProps) {
  const t = useTexts();
  switch (props.ran.item.state) {
    case 'succeeded':
      return <Succeeded {...props} />;
    case 'uncertain':
      return <Uncertain {...props} />;
    case 'skipped':
      return <ReplacedLine hasPassword={false} {...replacementOf(props.ran.item)} />;
    case 'cancelled':
      return (
        <>
          <ReplacedLine hasPassword={false} {...replacementOf(props.ran.item)} />
          <p>{t.device.cancelledBefore}</p>
          <div className={styles.actions}>
            <RunAgain {...props} />
          </div>
        </>
      );
    default:
      return <NotCarriedOut {...props} />;
  }
}

function Succeeded({ ran, onReadCurrent }: RanProps) {
  const t = useTexts();
  const { busy } = useActivity();
  const { item, target } = ran;
  if (item.credentialsKept)
    return (
      <>
        <PasswordLine
          label={item.credentialsSource === 'read-back' ? t.device.readFromPbx : null}
          of={nameIn(item, t)}
          passwordRef={{ item: item.id }}
          replacement={item}
          ofUser={deskPhoneUser(item) !== null}
        />
        <HowKnown item={item} />
        <Fetching ran={ran} />
        <PreviousPassword item={item} of={nameIn(item, t)} />
      </>
    );
  return (
    <>
      <ReplacedLine hasPassword {...replacementOf(item)} />
      <p>{noPasswordText(item, t)}</p>
      <HowKnown item={item} />
      {onReadCurrent && (
        <div className={styles.actions} data-first-action>
          <Action icon={Eye} disabled={busy} onPress={() => onReadCurrent(target)}>
            {t.device.showCurrent}
          </Action>
        </div>
      )}
      <Fetching ran={ran} />
      <PreviousPassword item={item} of={nameIn(item, t)} />
    </>
  );
}

function Fetching({ ran: { item, job } }: Pick<RanProps, 'ran'>) {
  const t = useTexts();
  const { app } = useApp();
  const pbx = pbxToAsk(app.pbxs, job);
  return <DeviceFetch item={item} jobId={job.id} pbx={pbx} of={nameIn(item, t)} place="newest" />;
}

/** Remarks about an outcome that does not simply come from an answer; renders nothing for others. */
function HowKnown({ item: { state, knownBy, nextReadback, revisedAt, replacedAt } }: { item: Item }) {
  const t = useTexts();
  const format = useFormat();
  if (replacedAt !== null) return null;
  const lines = [
    revisedAt !== null && t.device.revised(pastText(revisedAt, Date.now(), format)),
    state === 'succeeded' && knownBy === 'settled' && revisedAt === null && t.device.settled,
    nextReadback &&
      (nextReadback.kind === 'last' ? t.device.checkedAgain : t.device.settling)(
        format.clock(nextReadback.at),
      ),
  ].filter((line) => typeof line === 'string');
  return lines.length > 0 ? <p className={styles.muted}>{lines.join(' ')}</p> : null;
}

/** Why there is no password to show. */
function noPasswordText({ credentialsSource, credentialsLost }: Item, t: Texts): string {
  if (credentialsLost) return `${t.device.remarks.unreadable}.`;
  return credentialsSource ? `${t.device.remarks.gone}.` : t.device.notTold;
}

function Uncertain(props: RanProps) {
  const t = useTexts();
  const { item, job, target } = props.ran;
  const text = item.problem && describeHere(item.problem, t);
  return (
    <>
      {text && (
        <p>
          {text.happened} {nextStep(item, text, t.words.checksAgain)}
        </p>
      )}
      {item.credentialsKept ? (
        <PasswordLine
          warn
          label={item.problem?.code === 'password-unchanged' ? t.device.readFromPbx : t.device.oldOrNew}
          of={nameIn(item, t)}
          passwordRef={{ item: item.id }}
          replacement={item}
          ofUser={deskPhoneUser(item) !== null}
        />
      ) : (
        <p>
          {item.credentialsSource
            ? noPasswordText(item, t)
            : isUnread(item)
              ? t.device.notReadBackYet
              : t.device.noneReadBack}
        </p>
      )}
      <HowKnown item={item} />
      <Fetching ran={props.ran} />
      <PreviousPassword item={item} of={nameIn(item, t)} />
      {job.pauseProblem && <ProblemNote tone="warn" problem={job.pauseProblem} />}
      <div className={styles.actions}>
        <RunAgain {...props} />
        {job.pauseProblem && (
          <ProblemActions problem={job.pauseProblem} target={target} onEditPbx={props.onEditPbx} />
        )}
      </div>
    </>
  );
}

function NotCarriedOut(props: RanProps) {
  const t = useTexts();
  const { busy, waits } = useActivity();
  const { item, job, target } = props.ran;
  const problem: Problem = job.pauseProblem ?? item.problem ?? { code: 'internal', facts: {} };
  return (
    <ProblemNote
      flat
      problem={problem}
      actions={
        <>
          <RunAgain {...props} />
          {job.state === 'paused' && props.onRunAgain && (
            <RunWhenReachable
              problem={problem}
              what={{ jobId: job.id }}
              disabled={busy}
              onWaits={(waiting) => waits(target, waiting)}
            />
          )}
          <ProblemActions problem={problem} target={target} onEditPbx={props.onEditPbx} />
        </>
      }
    >
      <ReplacedLine hasPassword={false} {...replacementOf(item)} />
      <HowKnown item={item} />
      {job.state === 'paused' && item.replacedAt === null && (
        <p>{deskPhoneUser(item) ? t.deskPhones.keepsPassword : t.device.keepsPassword}</p>
      )}
      <PreviousPassword item={item} of={nameIn(item, t)} />
    </ProblemNote>
  );
}

function replacementOf(item: Item): { replacement: Replacement; ofUser: boolean } {
  return { replacement: item, ofUser: deskPhoneUser(item) !== null };
}

function RunAgain({ ran, onRunAgain }: RanProps) {
  const t = useTexts();
  const { busy } = useActivity();
  const { target, item } = ran;
  // A phone that was left out can be included now, if its user is known.
  const leftOut = item.problem?.code === 'device-is-desk-phone' && !deskPhoneUser(target);
  if (!onRunAgain || leftOut) return null;
  return (
    <Action
      small
      icon={KeyRound}
      disabled={busy}
      onPress={() =>
        onRunAgain(target, item.match === 'not-listed' && item.problem?.code !== 'device-not-found')
      }
    >
      {t.device.runAgain}
    </Action>
  );
}
