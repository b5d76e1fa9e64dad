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
import { toProblem } from '../../../common/problem.ts';

/** The handler of each call of a window. It gets validated input and may throw. */
export type Handlers = {
  [Name in CallName]: (input: CallInput<Name>) => CallOutput<Name> | Promise<CallOutput<Name>>;
};

/** The handlers of one area of the contract. */
export type HandlersOf<Calls> = Pick<Handlers, keyof Calls & CallName>;

export interface IpcParts {
  /** Whether a page at this URL belongs to the app. */
  isOurs(url: string): boolean;
  /** Converts anything thrown to an error of the closed set. */
  explain(thrown: unknown): RekeyError;
}

/**
 * The only place that listens to windows: checks the sender, checks the input against the contract, and answers with
 * the output stripped down to the contract, or with an error's code and facts.
 */
export function registerCalls(ipcMain: Pick<IpcMain, 'handle'>, handlers: Handlers, parts: IpcParts): void {
  const register = <Name extends CallName>(name: Name): void => {
    ipcMain.handle(name, async (event, ...args: unknown[]): Promise<CallReply<Name>> => {
      try {
        throwIfForeignSender(event, parts);
        const input = calls[name].input.safeParse(args[0]);
        if (!input.success || args.length > 1) throw new RekeyError('call-refused', { reason: 'form' });
        const output = await handlers[name](input.data as CallInput<Name>);
        return { ok: true, value: calls[name].output.parse(output) as CallOutput<Name> };
      } catch (thrown) {
        return { ok: false, problem: toProblem(parts.explain(thrown)) };
      }
    });
  };
  for (const name of callNames) register(name);
}

/** Sends an event to a window; what is not in the contract is stripped. */
export function tell<Name extends EventName>(contents: WebContents, name: Name, data: EventData<Name>): void {
  if (!contents.isDestroyed()) contents.send(name, events[name].parse(data));
}

/** Only the top frame of one of our pages may call: not a frame inside it, nor a page it navigated to. */
function throwIfForeignSender({ senderFrame }: IpcMainInvokeEvent, { isOurs }: IpcParts): void {
  if (!senderFrame || senderFrame.parent !== null || !isOurs(senderFrame.url))
    throw new RekeyError('call-refused', { reason: 'page' });
}
