import { deskPhoneUser } from '../../common/desk-phones.ts';
import type { Pbx } from '../../common/model.ts';
import { tidy } from '../../common/text.ts';
import { useTexts } from '../base/words.tsx';
import { FoundDevices } from '../search/found-devices.tsx';
import { SearchGaps, SearchLine } from '../search/search-line.tsx';
import { useActivity } from '../state/activity.tsx';
import { Confirmation } from './confirmation.tsx';
import styles from './device-screen.module.css';
import { LineActions } from './line-actions.tsx';
import { LookUpFailed } from './look-up-failed.tsx';
import { MacField } from './mac-field.tsx';
import { MainActions } from './main-actions.tsx';
import { UnderstandingLine } from './understanding-line.tsx';
import type { DeviceEntryState } from './use-device-entry.ts';

/** The maximum length of a name on a button. */
const maxOwnerLength = 40;

export interface DeviceEntryProps {
  entry: DeviceEntryState;
  pbx: Pbx;
  onEditPbx: (pbxId: string) => void;
  /** Puts a text with several MACs into the list. */
  onOpenList: (text: string) => void;
}

/** The MAC field, how its text is understood, and the actions for the device. */
export function DeviceEntry({ entry, pbx, onEditPbx, onOpenList }: DeviceEntryProps) {
  const t = useTexts();
  const { activity, busy, readCurrent } = useActivity();
  const { text, found, target, insisted, stage, notLookedUp, field, search } = entry;
  const user = target && deskPhoneUser(target);
  const named = found.kind === 'name' || (found.kind === 'typing' && insisted && !/\d/.test(text));
  // While a text may be a search, the search's line takes the place of the MAC's.
  const searching = (named || (found.kind === 'refused' && !insisted)) && search.state !== 'nothing';
  // That nothing was found is true only of the PBXs that were searched.
  const gapsMatter = named || found.kind === 'refused' || search.found.length > 0;
  return (
    <section ref={entry.section} aria-label={t.device.label} className={styles.entry}>
      <MacField
        ref={field}
        value={text}
        onChange={entry.enter}
        onEnter={entry.pressEnter}
        onDown={search.focus}
        invalid={!searching && (found.kind === 'refused' || (insisted && target === null))}
        describedBy="understanding"
      />
      {searching ? (
        <SearchLine id="understanding" search={search} />
      ) : (
        <UnderstandingLine
          id="understanding"
          found={found}
          text={text}
          insisted={insisted}
          notLookedUp={notLookedUp}
          asking={stage === 'confirm'}
          pbx={pbx}
        />
      )}
      {search.found.length > 0 && (
        <FoundDevices
          search={search}
          pbxId={pbx.id}
          counted={!searching}
          onChoose={entry.choose}
          onFieldFocus={() => field.current?.focus()}
        />
      )}
      {gapsMatter && <SearchGaps search={search} />}
      {!notLookedUp && (
        <LineActions
          ref={entry.lineActions}
          found={found}
          pbx={pbx}
          busy={busy || stage === 'looking-up' || stage === 'confirm'}
          onTryAnyway={() => entry.regenerate(true)}
          onOpenList={() => onOpenList(text)}
          onFieldFocus={() => field.current?.focus()}
        />
      )}
      {typeof stage === 'object' && target && (
        <LookUpFailed
          problem={stage}
          target={target}
          onTryAgain={entry.retryQuestion}
          onWaits={entry.drop}
          onEditPbx={onEditPbx}
        />
      )}
      {stage === 'confirm' && target ? (
        <Confirmation
          target={target}
          found={found.kind}
          reference={entry.reference}
          onReference={entry.setReference}
          onConfirm={entry.confirm}
          onCancel={entry.cancel}
        />
      ) : (
        <MainActions
          regenerateLabel={
            user ? t.deskPhones.regenerateFor(tidy(user.owner ?? t.deskPhones.aUser, maxOwnerLength)) : null
          }
          disabled={!entry.runnable}
          blocked={entry.blocked}
          lookingUp={stage === 'looking-up'}
          reading={activity?.kind === 'reading'}
          onRegenerate={() => entry.regenerate(false)}
          onShowCurrent={() => target && readCurrent(target)}
        />
      )}
    </section>
  );
}
