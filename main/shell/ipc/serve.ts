import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { type CallName, callNames, type EventName } from '../../../common/channels.ts';
import { RekeyError } from '../../../common/errors.ts';
import {
  type CallInput,
  type CallOutput,
  type CallReply,
  calls,
  type EventData,
  events,
} from '../../../common/ipc/index.ts';

/** What main does for each call of a window. A handler gets a validated input and may throw. */
export type Handlers = {
  [Name in CallName]: (input: CallInput<Name>) => CallOutput<Name> | Promise<CallOutput<Name>>;
};

/** The handlers of one area of the contract. */
export type HandlersOf<Calls> = Pick<Handlers, keyof Calls & CallName>;

export interface IpcParts {
  /** Whether a page at this URL belongs to the app. */
  isOurs(url: string): boolean;
  /** Whatever was thrown, as one of the closed set. */
  explain(thrown: unknown): RekeyError;
}

/**
 * The one place that listens to windows: checks who asks, checks the input against the contract, and answers with the
 * output cut down to the contract or with an error's code and facts.
 */
export function registerCalls(ipcMain: Pick<IpcMain, 'handle'>, handlers: Handlers, parts: IpcParts): void {
  const register = <Name extends CallName>(name: Name): void => {
    ipcMain.handle(name, async (event, ...args: unknown[]): Promise<CallReply<Name>> => {
      try {
        refuseStrangers(event, parts);
        const input = calls[name].input.safeParse(args[0]);
        if (!input.success || args.length > 1) throw new RekeyError('call-refused', { reason: 'form' });
        const output = await handlers[name](input.data as CallInput<Name>);
        return { ok: true, value: calls[name].output.parse(output) as CallOutput<Name> };
      } catch (thrown) {
        const { code, facts } = parts.explain(thrown);
        return { ok: false, problem: { code, facts } };
      }
    });
  };
  for (const name of callNames) register(name);
}

/** Tells a window something; what is not in the contract does not cross. */
export function tell<Name extends EventName>(contents: WebContents, name: Name, data: EventData<Name>): void {
  if (!contents.isDestroyed()) contents.send(name, events[name].parse(data));
}

/** Only the top frame of a page of ours may ask: not a frame in it, nor a page that it went to. */
function refuseStrangers({ senderFrame }: IpcMainInvokeEvent, { isOurs }: IpcParts): void {
  if (!senderFrame || senderFrame.parent !== null || !isOurs(senderFrame.url))
    throw new RekeyError('call-refused', { reason: 'page' });
}
