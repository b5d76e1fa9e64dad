import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { deskPhoneUser } from '../../common/desk-phones.ts';
import type { FoundDevice } from '../../common/ipc/index.ts';
import { formatMac } from '../../common/mac.ts';
import type { Pbx } from '../../common/model.ts';
import { type Understanding, understand } from '../../common/understand.ts';
import { type DeviceSearch, useDeviceSearch } from '../search/use-device-search.ts';
import { type Target, useActivity } from '../state/activity.tsx';
import { useApp } from '../state/app-state.tsx';
import { useDeviceList } from '../state/device-list.tsx';
import { useFetches } from '../state/fetches.tsx';
import { type ConfirmationState, useConfirmation } from './use-confirmation.ts';
import { useFieldFocus } from './use-field-focus.ts';

/** The MAC field and the question about its device, up to a run. */
export interface DeviceEntryState {
  text: string;
  found: Understanding;
  /** The device that is entered; null if the text is not a MAC. */
  target: Target | null;
  /** The user pressed Enter on the text, so that what is missing may be called wrong. */
  insisted: boolean;
  /** Whether the device can be run now. */
  runnable: boolean;
  /** Whether the PBX’s devices are being asked to fetch: nothing can be regenerated until then. */
  blocked: boolean;
  stage: ConfirmationState['stage'] | undefined;
  /** What the text may mean if it is not a MAC, or not one yet. */
  search: DeviceSearch;
  /** Whether a lookup was attempted, but no list could be read. */
  notLookedUp: boolean;
  /** The ticket or order number for the job. */
  reference: string;
  setReference(reference: string): void;
  /** Whether a question is shown, or about to be. */
  isAsking: boolean;
  enter(text: string): void;
  /** Selects a device that was found, and its PBX. */
  choose(device: FoundDevice): void;
  pressEnter(): void;
  regenerate(tryUnlisted: boolean): void;
  confirm(): void;
  /** Closes the question. */
  cancel(): void;
  clear(): void;
  /** Asks once more, after something prevented the question. */
  retryQuestion(): void;
  /** Drops the question. */
  drop(): void;
  runAgain(target: Target, tryUnlisted: boolean): void;
  section: RefObject<HTMLElement | null>;
  field: RefObject<HTMLInputElement | null>;
  lineActions: RefObject<HTMLDivElement | null>;
}

/** Interprets the MAC field, asks before a run, and starts it. */
export function useDeviceEntry(pbx: Pbx): DeviceEntryState {
  const { select } = useApp();
  const { index, loading } = useDeviceList();
  const { busy, run } = useActivity();
  const [text, setText] = useState('');
  const [insisted, setInsisted] = useState(false);
  const [reference, setReference] = useState('');
  const { confirmation, ask, drop } = useConfirmation(pbx.id);
  const section = useRef<HTMLElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const lineActions = useRef<HTMLDivElement>(null);

  const found = useMemo(() => understand(text, index), [text, index]);
  const search = useDeviceSearch(text, found.kind, pbx.id);
  const mac = 'mac' in found ? found.mac : null;
  const device = 'device' in found ? found.device : null;
  const isUsers = deskPhoneUser({ device }) !== null;
  // Main would reject it.
  const fetching = useFetches().runs.get(pbx.id);
  const blocked = fetching?.running === true || fetching?.elsewhere === true;
  const runnable = !busy && (isUsers || ['listed', 'not-in-part', 'no-list'].includes(found.kind));
  const target: Target | null = mac && { pbxId: pbx.id, pbxName: pbx.name, mac, device };

  const asking = confirmation?.pbxId === pbx.id && confirmation.mac === mac && !busy ? confirmation : null;
  // A question is about one device on one PBX: it does not reappear when they do.
  if (confirmation && !asking && !loading) drop();
  const stage = asking?.stage;

  const enter = (next: string): void => {
    setText(next);
    setInsisted(false);
    setReference('');
    drop();
  };
  const regenerate = (tryUnlisted: boolean): void => {
    if (mac) ask({ pbxId: pbx.id, mac, tryUnlisted });
  };
  const confirm = (): void => {
    if (!asking || !target) return;
    drop();
    setReference('');
    run(target, asking.tryUnlisted, reference.trim() || null);
  };

  const choose = ({ pbx: { id }, device: { mac: chosen } }: FoundDevice): void => {
    if (id !== pbx.id) select(id);
    enter(formatMac(chosen));
    field.current?.focus();
  };

  // Something else has to be done first; if the user has moved the focus elsewhere in the meantime, it stays there.
  useEffect(() => {
    const { activeElement } = document;
    const away = activeElement !== document.body && !section.current?.contains(activeElement);
    if (stage === 'not-found' && !away)
      (lineActions.current?.querySelector('button') ?? field.current)?.focus();
  }, [stage]);
  useFieldFocus(field);

  return {
    text,
    found,
    target,
    insisted,
    runnable,
    blocked,
    stage,
    search,
    choose,
    notLookedUp: found.kind === 'no-list' && stage !== undefined && stage !== 'looking-up',
    reference,
    setReference,
    isAsking: asking !== null && stage !== 'not-found',
    enter,
    regenerate,
    confirm,
    cancel() {
      drop();
      field.current?.focus();
    },
    clear() {
      enter('');
      field.current?.focus();
    },
    drop,
    retryQuestion() {
      field.current?.focus();
      if (asking) ask(asking);
    },
    pressEnter() {
      if (stage === 'confirm') confirm();
      else if (stage === 'looking-up') return;
      else if (runnable) {
        if (!blocked) regenerate(false);
      } else if (found.kind === 'not-listed' || found.kind === 'several')
        lineActions.current?.querySelector('button')?.focus();
      else if (!search.takesEnter(choose)) setInsisted(true);
    },
    runAgain(again, tryUnlisted) {
      if (again.pbxId !== pbx.id) select(again.pbxId);
      setText(formatMac(again.mac));
      // Its button is elsewhere: from the field, the focus moves on to what is asked, or can be done instead.
      field.current?.focus();
      ask({ pbxId: again.pbxId, mac: again.mac, tryUnlisted });
    },
    section,
    field,
    lineActions,
  };
}
