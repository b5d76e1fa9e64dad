import type { z } from 'zod';
import type { CallName, EventName } from '../channels.ts';
import type { problemSchema } from '../model.ts';
import { appCalls, appEvents } from './app.ts';
import type { CallContract } from './contract.ts';
import { desktopCalls, desktopEvents } from './desktop.ts';
import { deviceCalls } from './devices.ts';
import { documentCalls } from './documents.ts';
import { fetchCalls, fetchEvents } from './fetching.ts';
import { jobCalls, jobEvents } from './jobs.ts';
import { networkCalls, networkEvents } from './network.ts';
import { panelCalls, panelEvents } from './panel.ts';
import { passwordCalls } from './passwords.ts';
import { pbxCalls } from './pbxs.ts';
import { settingsCalls } from './settings.ts';
import { setupFileCalls, setupFileEvents } from './setup-files.ts';

export type { AppState, DisplayLanguage, Forgotten, PolicyFacts } from './app.ts';
export type { DesktopFacts, Target } from './desktop.ts';
export type { DeviceSearchResult, FoundDevice, MatchedMac, MatchResult } from './devices.ts';
export type { JobSummary, Result } from './jobs.ts';
export type { ProxyQuestion } from './network.ts';
export type { PanelOpening, PanelStage } from './panel.ts';
export type { PasswordRef } from './passwords.ts';
export type { PbxEntry, PbxTestResult } from './pbxs.ts';
export type { Settings } from './settings.ts';
export type { ComparedPbx, ImportedPbx, PendingFile } from './setup-files.ts';

/**
 * Every call a window can make: what it may send, what it gets back, and what it changes. Main rejects an input that
 * does not fit and strips an output down to its schema, so that nothing crosses that is not described here.
 */
export const calls = {
  ...appCalls,
  ...desktopCalls,
  ...panelCalls,
  ...pbxCalls,
  ...setupFileCalls,
  ...deviceCalls,
  ...jobCalls,
  ...fetchCalls,
  ...passwordCalls,
  ...documentCalls,
  ...networkCalls,
  ...settingsCalls,
} as const satisfies Record<CallName, CallContract>;

/** What main reports to windows unasked. */
export const events = {
  ...appEvents,
  ...desktopEvents,
  ...panelEvents,
  ...setupFileEvents,
  ...jobEvents,
  ...fetchEvents,
  ...networkEvents,
} as const satisfies Record<EventName, z.ZodType>;

export type CallInput<Name extends CallName> = z.infer<(typeof calls)[Name]['input']>;
export type CallOutput<Name extends CallName> = z.infer<(typeof calls)[Name]['output']>;
export type EventData<Name extends EventName> = z.infer<(typeof events)[Name]>;

/** How a call ends: errors cross as code and facts, never as an exception. */
export type CallReply<Name extends CallName> =
  | { ok: true; value: CallOutput<Name> }
  | { ok: false; problem: z.infer<typeof problemSchema> };

/** What the preload puts into a window as `window.rekey`. */
export interface RekeyBridge {
  /** Does not reject for an error of the closed set: that is a reply too. */
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallReply<Name>>;
  /** Returns a function that removes the listener. */
  on<Name extends EventName>(name: Name, listener: (data: EventData<Name>) => void): () => void;
}
