import { agoText } from '../../common/age.ts';
import type { Pbx } from '../../common/model.ts';
import { useTexts } from '../base/words.tsx';
import { Action } from '../ui/action.tsx';
import { Note } from '../ui/note.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { describeHere, isSettledInForm } from '../ui/problem-text.ts';
import { useNow } from '../ui/use-now.ts';
import { offersWaiting, RunWhenReachable } from '../waiting/run-when-reachable.tsx';
import { useList } from './list.tsx';
import { type Plan, phonesWithNewPassword } from './plan.ts';

/** Notes about the plan: why it did not start, no fresh device list, the result of a check. */
export function PlanNotes({ pbx, onEditPbx }: { pbx: Pbx; onEditPbx: (pbxId: string) => void }) {
  const t = useTexts();
  const { matching, read, run, plan } = useList();
  // What the user confirmed, as long as the plan is still the same.
  const offered =
    run.run?.kind === 'not-started' &&
    offersWaiting(run.run.problem) &&
    run.run.list.pbxId === pbx.id &&
    run.run.list.macs.join() === plan.included.join() &&
    userIds(run.run.list.deskPhones) === userIds(plan.deskPhones);
  const hasList = matching.fetchedAt !== null;
  const edit = (
    <Action small onPress={() => onEditPbx(pbx.id)}>
      {t.words.editPbx(pbx.name)}
    </Action>
  );
  return (
    <>
      {run.run?.kind === 'not-started' && (
        <ProblemNote
          announce
          problem={run.run.problem}
          onDismiss={run.clear}
          actions={
            (offered || isSettledInForm(run.run.problem)) && (
              <>
                {offered && (
                  <RunWhenReachable
                    problem={run.run.problem}
                    what={run.run.list}
                    onWaits={({ id }) => run.waits(id)}
                  />
                )}
                {isSettledInForm(run.run.problem) && edit}
              </>
            )
          }
        />
      )}
      {matching.failed && (
        <ProblemNote
          announce
          problem={matching.failed}
          actions={
            <Action small onPress={matching.retry}>
              {t.list.lookUpAgain}
            </Action>
          }
        />
      )}
      {matching.problem && !matching.failed && (
        <WithoutPbx actions={isSettledInForm(matching.problem) && edit} />
      )}
      {hasList && !matching.complete && plan.unknown > 0 && (
        <Note tone="warn" title={t.list.incompleteList(pbx.name)}>
          <p>{t.list.incompleteListHint(plan.unknown)}</p>
        </Note>
      )}
      {hasList && !matching.deskPhonesRead && plan.unknown + plan.counts['not-listed'] > 0 && (
        <Note tone="warn" title={t.list.deskPhonesUnread(pbx.name)}>
          <p>{t.list.deskPhonesUnreadHint}</p>
        </Note>
      )}
      {matching.checked && !matching.asking && !matching.failed && !matching.problem && <Checked />}
      {read.unlisted > 0 && (
        <Note tone="calm" title={t.list.notShown(read.unlisted)}>
          {t.list.notShownWhy}
        </Note>
      )}
    </>
  );
}

function userIds(deskPhones: Plan['deskPhones'] = []): string {
  return deskPhones.map(({ userId }) => userId).join();
}

/** The plan uses the stored list, because the PBX did not return its own. */
function WithoutPbx({ actions }: { actions: React.ReactNode }) {
  const t = useTexts();
  const { matching } = useList();
  const now = useNow(60_000);
  if (!matching.problem) return null;
  const { title } = describeHere(matching.problem, t);
  return (
    <Note
      tone="warn"
      title={title}
      actions={
        <>
          <Action small pending={matching.asking} onPress={matching.retry}>
            {t.words.tryAgain}
          </Action>
          {actions}
        </>
      }
    >
      <p>
        {matching.fetchedAt ? t.list.basedOnList(agoText(matching.fetchedAt, now, t)) : t.list.noDeviceList}
      </p>
    </Note>
  );
}

function Checked() {
  const t = useTexts();
  const { matching, plan } = useList();
  const { included, passwords, users } = plan;
  const title =
    users.length > 0
      ? t.deskPhones.checked(passwords - users.length, users.length, phonesWithNewPassword(plan))
      : t.list.checked(included.length);
  return <Note tone="ok" announce onDismiss={matching.dismissCheck} title={title} />;
}
