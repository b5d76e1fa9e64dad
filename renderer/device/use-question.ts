import { useState } from 'react';
import { deskPhoneUser } from '../../common/desk-phones.ts';
import type { Mac } from '../../common/mac.ts';
import type { Device, Problem } from '../../common/model.ts';
import { useDeviceList } from '../state/device-list.tsx';

/** A device that a person wants to regenerate the password of. */
interface Wish {
  pbxId: string;
  mac: Mac;
  /** It was said already that the list does not have the device. */
  tryUnlisted: boolean;
}

/** A wish on its way to being confirmed. */
export interface Question extends Wish {
  /**
   * `looking-up`: the list is read first, so that the question can name the device; `not-found`: there is nothing to
   * confirm, for the list says otherwise; a problem: the list could not be read.
   */
  stage: 'looking-up' | 'confirm' | 'not-found' | Problem;
}

export interface Asking {
  question: Question | null;
  ask(wish: Wish): void;
  drop(): void;
}

/** Asks before something is regenerated; where the PBX's list was never fetched, looks the device up first. */
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
    // Unless it was given up, or something else was asked meanwhile.
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

/** Whether it is known whose password it is: a device's own, or that of the user of a desk phone. */
function isAskable(device: Device): boolean {
  return device.kind === 'fxs' || deskPhoneUser({ device }) !== null;
}
