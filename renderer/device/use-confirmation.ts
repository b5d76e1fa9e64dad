import { useState } from 'react';
import { deskPhoneUser } from '../../common/desk-phones.ts';
import type { Mac } from '../../common/mac.ts';
import type { Device, Problem } from '../../common/model.ts';
import { useDeviceList } from '../state/device-list.tsx';

/** A device whose password the user wants to regenerate. */
interface RegenerationRequest {
  pbxId: string;
  mac: Mac;
  /** Whether to run it even if the list lacks it: the user has been told. */
  tryUnlisted: boolean;
}

/** A request that is being confirmed. */
export interface ConfirmationState extends RegenerationRequest {
  /**
   * `looking-up`: the list is read first, so that the question can name the device; `not-found`: there is nothing to
   * confirm: the list lacks it, or does not say whose password it is; a problem: the list could not be read.
   */
  stage: 'looking-up' | 'confirm' | 'not-found' | Problem;
}

export interface ConfirmationStore {
  confirmation: ConfirmationState | null;
  ask(request: RegenerationRequest): void;
  drop(): void;
}

/** Asks before something is regenerated; looks the device up first if its PBX's list is not at hand. */
export function useConfirmation(pbxId: string): ConfirmationStore {
  const { index, lookUp } = useDeviceList();
  const [confirmation, setConfirmation] = useState<ConfirmationState | null>(null);

  const lookUpFirst = async (request: RegenerationRequest): Promise<void> => {
    const asked: ConfirmationState = { ...request, stage: 'looking-up' };
    setConfirmation(asked);
    const fetched = await lookUp(request.pbxId);
    let stage: ConfirmationState['stage'] = 'confirm';
    if (fetched.ok) {
      const device = fetched.list.devices.find(({ mac }) => mac === request.mac);
      if (!isConfirmable(device, request, fetched.list.complete)) stage = 'not-found';
      // An API client that may not read devices may still regenerate: the question says that the device is not
      // identified.
    } else if (fetched.problem.code !== 'forbidden') stage = fetched.problem;
    // Unless it was cancelled, or something else was asked in the meantime.
    setConfirmation((now) => (now === asked ? { ...request, stage } : now));
  };

  return {
    confirmation,
    ask(request) {
      if (!index || request.pbxId !== pbxId) return void lookUpFirst(request);
      const confirmable = isConfirmable(index.get(request.mac), request, index.complete);
      setConfirmation({ ...request, stage: confirmable ? 'confirm' : 'not-found' });
    },
    drop: () => setConfirmation(null),
  };
}

/** Whether there is something to confirm: it is known whose password it is, or the device may be tried unlisted. */
function isConfirmable(
  device: Device | undefined,
  { tryUnlisted }: RegenerationRequest,
  complete: boolean,
): boolean {
  return device ? isPasswordOwnerKnown(device) : tryUnlisted || !complete;
}

/** Whether it is known whose password it is: the device's own, or that of a desk phone's user. */
function isPasswordOwnerKnown(device: Device): boolean {
  return device.kind === 'fxs' || deskPhoneUser({ device }) !== null;
}
