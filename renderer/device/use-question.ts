import { useState } from 'react';
import { deskPhoneUser } from '../../common/desk-phones.ts';
import type { Mac } from '../../common/mac.ts';
import type { Device, Problem } from '../../common/model.ts';
import { useDeviceList } from '../state/device-list.tsx';

/** A device whose password the user wants to regenerate. */
interface Wish {
  pbxId: string;
  mac: Mac;
  /** Whether the user was already told that the list lacks the device. */
  tryUnlisted: boolean;
}

/** A wish that is being confirmed. */
export interface Question extends Wish {
  /**
   * `looking-up`: the list is read first, so that the question can name the device; `not-found`: there is nothing to
   * confirm, because the list lacks it; a problem: the list could not be read.
   */
  stage: 'looking-up' | 'confirm' | 'not-found' | Problem;
}

export interface Asking {
  question: Question | null;
  ask(wish: Wish): void;
  drop(): void;
}

/** Asks before something is regenerated; if the PBX's list was never fetched, looks the device up first. */
export function useQuestion(pbxId: string): Asking {
  const { index, lookUp } = useDeviceList();
  const [question, setQuestion] = useState<Question | null>(null);

  const lookUpFirst = async (wish: Wish): Promise<void> => {
    const asked: Question = { ...wish, stage: 'looking-up' };
    setQuestion(asked);
    const fetched = await lookUp(wish.pbxId);
    let stage: Question['stage'] = 'confirm';
    if (fetched.ok) {
      const device = fetched.list.devices.find(({ mac }) => mac === wish.mac);
      const askable = device ? isAskable(device) : wish.tryUnlisted || !fetched.list.complete;
      if (!askable) stage = 'not-found';
    } else if (fetched.problem.code !== 'forbidden') stage = fetched.problem;
    // Unless it was cancelled, or something else was asked in the meantime.
    setQuestion((now) => (now === asked ? { ...wish, stage } : now));
  };

  return {
    question,
    ask(wish) {
      if (!index || wish.pbxId !== pbxId) return void lookUpFirst(wish);
      const device = index.get(wish.mac);
      setQuestion({ ...wish, stage: !device || isAskable(device) ? 'confirm' : 'not-found' });
    },
    drop: () => setQuestion(null),
  };
}

/** Whether it is known whose password it is: the device's own, or that of a desk phone's user. */
function isAskable(device: Device): boolean {
  return device.kind === 'fxs' || deskPhoneUser({ device }) !== null;
}
