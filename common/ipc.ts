import { z } from 'zod';
import { isShortcut } from './accelerator.ts';
import type { CallName, EventName } from './channels.ts';
import { documentTextSchema } from './document-schema.ts';
import { maxFileBytes } from './documents.ts';
import { languageChoices, languages } from './language.ts';
import { maxMacs } from './list/index.ts';
import { macSchema } from './mac-schema.ts';
import {
  deviceListSchema,
  deviceSchema,
  itemCountsSchema,
  itemSchema,
  jobSchema,
  matchSchema,
  paceSchema,
  pbxSchema,
  problemSchema,
  replacementSchema,
} from './model.ts';
import { maxMacText } from './one-mac.ts';
import { appearances, clipboardTimes, maxConfirmAbove, maxRetentionDays } from './settings.ts';
import { maxSetupFileBytes, maxSetupPbxs, setupChoices } from './setup-file.ts';

/** Longest text of each kind that is taken from a window; more is refused before anything looks at it. */
const shortText = z.string().max(500);
const secretText = z.string().max(4000);
const pbxId = z.uuid();
const jobId = z.number().int().positive();
const macs = z.array(macSchema).min(1).max(maxMacs);

/** A PBX as a person enters it; no fingerprint leaves trust to the system's authorities. */
const pbxEntrySchema = z.strictObject({
  name: shortText,
  address: shortText,
  clientId: shortText,
  fingerprint: shortText.nullable(),
});
export type PbxEntry = z.infer<typeof pbxEntrySchema>;

const pbxFactsSchema = z.object({
  version: z.string().nullable(),
  deviceCount: z.number().int().nullable(),
});
/** What a PBX said of itself when it was tested. */
export type PbxFacts = z.infer<typeof pbxFactsSchema>;

/** The language that windows speak, and the locale (BCP 47) of their numbers and dates. */
const spokenSchema = z.object({ language: z.enum(languages), locale: z.string() });
export type Spoken = z.infer<typeof spokenSchema>;

/** A proxy that asks for a log-in. */
const proxyQuestionSchema = z.object({
  /** `host:port` */
  proxy: z.string(),
  /** It refused what it was sent. */
  refused: z.boolean(),
  /** Whether what is sent to it is encrypted on its way there. */
  encrypted: z.boolean(),
});
export type ProxyQuestion = z.infer<typeof proxyQuestionSchema>;

/** What administrators have set, for pages to show. */
const policyFactsSchema = z.object({
  path: z.string(),
  /** How many PBXs are fixed; null where users set them up. */
  pbxs: z.number().int().nullable(),
  /** Those of the stored PBXs. */
  fixedPbxIds: z.array(z.string()),
  /** Null where users and the system decide. */
  proxy: z.string().nullable(),
  noExport: z.boolean(),
  noClipboard: z.boolean(),
  maxRetentionDays: z.number().int().nullable(),
  noUpdateCheck: z.boolean(),
  updateAddress: z.string().nullable(),
});
export type PolicyFacts = z.infer<typeof policyFactsSchema>;

const appStateSchema = z.object({
  version: z.string(),
  platform: z.string(),
  /** Whether a copied password can be taken off the clipboard only while a window is in front: on Wayland. */
  clipboardClearsOnlyInFront: z.boolean(),
  /** True on the demo 3CX, which the window says. */
  demo: z.boolean(),
  pbxs: z.array(pbxSchema),
  /** Those of the PBXs whose API key was never entered on this computer. */
  keylessPbxIds: z.array(z.string()),
  selectedPbxId: z.string().nullable(),
  /**
   * Why there is no usable keychain; null when there is one. `keychain-locked` with the reason `asking` as long as it
   * has not answered: then it is worth asking again soon.
   */
  keychainProblem: problemSchema.nullable(),
  proxyQuestion: proxyQuestionSchema.nullable(),
  /** What happened at the start, such as a damaged database that was set aside. */
  notices: z.array(problemSchema),
  /** Null where this computer has no policy file. */
  policy: policyFactsSchema.nullable(),
  /** The version of a newer release that was told of; null where none was. */
  newVersion: z.string().nullable(),
  /** Paths of what is kept in the data folder. */
  files: z.object({ database: z.string(), log: z.string() }),
});
export type AppState = z.infer<typeof appStateSchema>;

/** A MAC of a list, matched against a PBX's devices before anything is sent. */
const matchedSchema = z.object({
  mac: macSchema,
  match: matchSchema,
  device: deviceSchema.nullable(),
  /** Where the list lacks it: the other PBXs whose kept list has it. */
  elsewhere: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type Matched = z.infer<typeof matchedSchema>;

const matchingSchema = z.object({
  items: z.array(matchedSchema),
  /** When the list it was matched against was fetched; null where there is none, so that nothing could be looked up. */
  fetchedAt: z.iso.datetime().nullable(),
  /** As of a device list; false without one. */
  complete: z.boolean(),
  deskPhonesRead: z.boolean(),
  /** Why the list could not be fetched afresh; null when it was, or the kept one is young enough. */
  problem: problemSchema.nullable(),
});
export type Matching = z.infer<typeof matchingSchema>;

/** A device that a search found in the kept list of a PBX. */
const foundDeviceSchema = z.object({
  pbx: z.object({ id: z.string(), name: z.string() }),
  device: deviceSchema,
  /** When the list was fetched that it stands in. */
  fetchedAt: z.iso.datetime(),
});
export type FoundDevice = z.infer<typeof foundDeviceSchema>;

const namedPbx = z.object({ id: z.string(), name: z.string() });
const deviceSearchSchema = z.object({
  found: z.array(foundDeviceSchema),
  /** The PBXs whose device list was never fetched, so that nothing of theirs can be found. */
  notSearched: z.array(namedPbx),
  /** The PBXs whose device list may be incomplete. */
  incomplete: z.array(namedPbx),
});
export type DeviceSearchResult = z.infer<typeof deviceSearchSchema>;

/** A job with how many of its items are in each state. */
const jobSummarySchema = z.object({
  job: jobSchema,
  counts: itemCountsSchema,
  /** The item of a job for one device; null for others. */
  only: itemSchema.nullable(),
});
export type JobSummary = z.infer<typeof jobSummarySchema>;

/** When the PBX of a waiting job is tried next; null while it is being tried, and for jobs that do not wait. */
const nextTryAt = z.iso.datetime().nullable();

/**
 * What becomes of remaining devices that later jobs gave a password, surely or perhaps: they are skipped, or as many as a
 * person was told of are done again. Without it, a job that has any is not resumed (`plan-changed` with `doneSince`).
 */
const completedChoice = z.union([
  z.literal('skip'),
  z.strictObject({ include: z.number().int().positive().max(maxMacs) }),
]);

/** What a person asked of a running job. */
const stopping = z.enum(['pausing', 'cancelling']);

const retentionDays = z.number().int().min(1).max(maxRetentionDays);

/** What a person can set; what each means is said in `main/store/meta.ts`. */
const settingsSchema = z.strictObject({
  appearance: z.enum(appearances),
  language: z.enum(languageChoices),
  clipboardSeconds: z.literal(clipboardTimes),
  retentionDays,
  confirmAbove: z.number().int().min(1).max(maxConfirmAbove),
  shortcut: z.string().max(60).refine(isShortcut).nullable(),
  keepInTray: z.boolean(),
  startAtLogin: z.boolean(),
  /** Null where updates are not checked. */
  updateAddress: z.string().max(500).nullable(),
});
export type Settings = z.infer<typeof settingsSchema>;

/** One or more of them, the others staying as they are. */
const settingsChangeSchema = settingsSchema.partial().refine((change) => Object.keys(change).length > 0);

/** What this desktop offers, and what it refused. */
const desktopFactsSchema = z.object({
  /** Whether it shows a tray icon. */
  tray: z.boolean(),
  loginItem: z.boolean(),
  /** Whether update notices can be verified: a build without a release key checks nothing. */
  updates: z.boolean(),
  /** A shortcut may need the desktop's own consent, which the program does not learn of. */
  wayland: z.boolean(),
  /** The chosen shortcut, where the system did not take it at the start. */
  shortcutRefused: z.string().nullable(),
});
export type DesktopFacts = z.infer<typeof desktopFactsSchema>;

/** Where the main window can be sent. */
const targetSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('device') }),
  z.strictObject({ kind: z.literal('settings') }),
  /** With a text that is put into the list. */
  z.strictObject({ kind: z.literal('list'), text: z.string().min(1).max(maxMacText) }),
  z.strictObject({ kind: z.literal('job'), jobId }),
  z.strictObject({ kind: z.literal('add-pbx') }),
  z.strictObject({ kind: z.literal('edit-pbx'), pbxId }),
]);
export type Target = z.infer<typeof targetSchema>;

/** What the quick panel begins with. */
const panelOpeningSchema = z.object({
  mac: macSchema.nullable(),
  /** Why it has no MAC, where one was asked for from the clipboard. */
  remark: z.enum(['none', 'several', 'unsure', 'too-long', 'unreadable']).nullable(),
  /** A result that stands in it was in front of nobody yet. */
  unseen: z.boolean(),
});
export type PanelOpening = z.infer<typeof panelOpeningSchema>;

/** What stands in the panel, the one that keeps it open first. */
const panelStages = ['question', 'run', 'result', 'entry'] as const;
export type PanelStage = (typeof panelStages)[number];

/** In CSS pixels; a page may not make its window larger than that. */
const panelHeight = z.number().int().min(120).max(640);
/** Which of its hidings. */
const panelTurn = z.number().int().nonnegative();

/** A list to be run on a PBX, as a person agreed to it. */
const agreedListSchema = z.strictObject({
  pbxId,
  macs,
  tryUnlisted: z.boolean(),
  reference: shortText.nullable(),
  /** The job whose failed or uncertain devices these are. */
  retryOf: jobId.nullable(),
});

/** An item with the job it belongs to, as the list of recent results shows it. */
const resultSchema = z.object({ job: jobSchema, item: itemSchema });
export type Result = z.infer<typeof resultSchema>;

/**
 * Names a password without being one: an item's, or a reading of a device's current password, which main keeps in
 * memory for a while.
 */
const passwordRefSchema = z.union([
  z.strictObject({ item: z.number().int().positive() }),
  /** The password that the device of an item had before. */
  z.strictObject({ previousOf: z.number().int().positive() }),
  z.strictObject({ reading: z.uuid() }),
]);
export type PasswordRef = z.infer<typeof passwordRefSchema>;

/** `evenReplaced`: the person was told that a later job replaced it, or perhaps did. */
const wantedPassword = z.strictObject({ ref: passwordRefSchema, evenReplaced: z.boolean().optional() });

/** A file that was brought to be opened as a set-up file, by whatever way; its contents stay in main. */
const broughtFileSchema = z.object({
  id: z.uuid(),
  /** Its name without its folder, made fit to be shown. */
  name: z.string(),
  /** Why it cannot be opened, whatever the passphrase; null when that is to be seen. */
  problem: problemSchema.nullable(),
});
export type BroughtFile = z.infer<typeof broughtFileSchema>;

const importedKey = z.enum(['imported', 'kept', 'missing']);
/** What updating does to the certificate that is trusted: the file may pin another one, the first one, or none. */
const importedTrust = z.enum(['same', 'replaced', 'added', 'dropped']);
/** One PBX of an opened set-up file, and what taking it in would do. */
const metPbxSchema = z.object({
  name: z.string(),
  url: z.string(),
  clientId: z.string(),
  /** A certificate of its own is trusted. */
  pinned: z.boolean(),
  hasKey: z.boolean(),
  /** Whether there is a PBX of this name here; one at another address is never replaced. */
  here: z.enum(['no', 'same', 'at-another-address']),
  apiKey: importedKey,
  certificate: importedTrust,
});
export type MetPbx = z.infer<typeof metPbxSchema>;

const takenPbxSchema = z.object({
  pbx: pbxSchema,
  /** It was here already, and was updated. */
  replaced: z.boolean(),
  /** Whether its API key came with the file, is the one it had (if it had one), or has to be entered. */
  apiKey: importedKey,
  certificate: importedTrust,
});
export type TakenPbx = z.infer<typeof takenPbxSchema>;

interface CallContract {
  input: z.ZodType;
  output: z.ZodType;
}

/**
 * Every call a window can make: what it may send, and all that comes back. Main refuses an input that does not fit and
 * cuts an output down to its schema, so nothing crosses that is not written here.
 */
export const calls = {
  'app:language': { input: z.undefined(), output: spokenSchema },
  /** The window's system says that there is a network again. */
  'app:network-changed': { input: z.undefined(), output: z.void() },
  'app:state': { input: z.undefined(), output: appStateSchema },
  /** Shows the log in the system's file manager. */
  'app:show-log': { input: z.undefined(), output: z.void() },
  /** Copies what helps to find a fault, with nothing secret or personal in it, and gives it to be looked at. */
  'app:copy-diagnostics': { input: z.undefined(), output: z.string() },

  /**
   * Deletes all that the program keeps, then ends it. `leaveKeychain`: what is in the keychain stays there, as a person who
   * was told of it has decided.
   */
  'app:forget': {
    input: z.strictObject({ leaveKeychain: z.boolean() }),
    /** Whether there may be entries in the keychain whose names were lost with a damaged database. */
    output: z.object({ keychainMayHoldMore: z.boolean(), leftForOthers: z.array(z.string()) }),
  },

  'pbxs:add': { input: z.strictObject({ entry: pbxEntrySchema, apiKey: secretText }), output: pbxSchema },
  /** `apiKey` null keeps the one in the keychain. */
  'pbxs:edit': {
    input: z.strictObject({ id: pbxId, entry: pbxEntrySchema, apiKey: secretText.nullable() }),
    output: pbxSchema,
  },
  'pbxs:set-pace': { input: z.strictObject({ id: pbxId, pace: paceSchema }), output: pbxSchema },
  /** `history`: with its jobs and their passwords. */
  'pbxs:remove': { input: z.strictObject({ id: pbxId, history: z.boolean() }), output: z.void() },
  /** How many jobs it has. */
  'pbxs:count-jobs': { input: z.strictObject({ id: pbxId }), output: z.number().int() },
  'pbxs:select': { input: z.strictObject({ id: pbxId }), output: z.void() },
  /**
   * `retryRefusedKey`: sign in although the PBX refused this key, or others, before; a person says that it is right now, and
   * accepts the risk of a block.
   */
  'pbxs:test': { input: z.strictObject({ id: pbxId, retryRefusedKey: z.boolean() }), output: pbxFactsSchema },
  /** Tests what stands in a form, before it is saved; with `id` and no `apiKey` the key in the keychain is used. */
  'pbxs:test-entry': {
    input: z.strictObject({
      id: pbxId.nullable(),
      entry: pbxEntrySchema,
      apiKey: secretText.nullable(),
      retryRefusedKey: z.boolean(),
    }),
    output: pbxFactsSchema,
  },

  /** The file that waits to be opened; null when there is none. */
  'setup-file:brought': { input: z.undefined(), output: broughtFileSchema.nullable() },
  /** Has a person choose a file, which then waits to be opened. */
  'setup-file:choose': { input: z.undefined(), output: z.void() },
  /** Brings a file that was dropped on the window; a byte too many tells that it is too long. */
  'setup-file:bring': {
    input: z.strictObject({
      name: shortText,
      bytes: z.instanceof(Uint8Array).refine(({ length }) => length <= maxSetupFileBytes + 1),
    }),
    output: z.void(),
  },
  /** Opens the file that waits; it can be tried again with another passphrase. */
  'setup-file:open': {
    input: z.strictObject({ id: z.uuid(), passphrase: secretText }),
    output: z.array(metPbxSchema),
  },
  /** What is in the opened file, beside what is here now. */
  'setup-file:compare': { input: z.strictObject({ id: z.uuid() }), output: z.array(metPbxSchema) },
  /** Takes in what was chosen for each PBX of the opened file, or nothing. Contacts nobody. */
  'setup-file:import': {
    input: z.strictObject({ id: z.uuid(), choices: z.array(z.enum(setupChoices)).min(1).max(maxSetupPbxs) }),
    output: z.array(takenPbxSchema),
  },
  /** Forgets the file that waits. */
  'setup-file:close': { input: z.strictObject({ id: z.uuid() }), output: z.void() },
  /** Asks where to, and writes PBXs there; null: not written after all. */
  'setup-file:export': {
    input: z.strictObject({
      pbxIds: z.array(pbxId).min(1).max(maxSetupPbxs),
      withKeys: z.boolean(),
      passphrase: secretText,
    }),
    output: z.string().nullable(),
  },
  /** Shows the file that was exported last in the system's file manager. */
  'setup-file:show-exported': { input: z.undefined(), output: z.void() },

  /** The kept list; null when it was never fetched. Contacts nobody. */
  'devices:list': { input: z.strictObject({ pbxId }), output: deviceListSchema.nullable() },
  'devices:refresh': { input: z.strictObject({ pbxId }), output: deviceListSchema },
  /**
   * Fetches the list where that can be done without signing in, the kept one is some minutes old and no job runs there; null
   * where it was not. Nothing that goes wrong with it is an error.
   */
  'devices:freshen': { input: z.strictObject({ pbxId }), output: deviceListSchema.nullable() },
  /** The devices in the kept lists of all PBXs that match a text, those of one PBX first. Contacts nobody. */
  'devices:search': {
    input: z.strictObject({
      text: shortText,
      firstPbxId: pbxId.nullable(),
      limit: z.number().int().min(1).max(200),
    }),
    output: deviceSearchSchema,
  },
  /** The other PBXs whose kept list has a MAC. */
  'devices:elsewhere': {
    input: z.strictObject({ pbxId, mac: macSchema }),
    output: z.array(z.object({ id: z.string(), name: z.string() })),
  },

  /**
   * Matches a list's MACs against the PBX's devices, changing nothing. Contacts the PBX where the kept list is old or
   * lacks one of them, or `refresh` asks for it; where that fails, the kept list serves, and `problem` says why.
   */
  'devices:match': { input: z.strictObject({ pbxId, macs, refresh: z.boolean() }), output: matchingSchema },

  /** Runs a job to its end; the `jobs:…` events tell of it meanwhile. */
  'jobs:run': {
    input: agreedListSchema,
    output: z.object({ job: jobSchema, items: z.array(itemSchema) }),
  },
  /**
   * Cancels the run on a PBX from its first moment on: before there is a job `jobs:run` answers `cancelled`; a job
   * finishes what is in flight and leaves the rest. What another program runs is left alone.
   */
  'jobs:cancel': { input: z.strictObject({ pbxId }), output: z.void() },
  /** Continues a paused or interrupted job, to its end; never with what is uncertain. */
  'jobs:resume': {
    input: z.strictObject({ jobId, completed: completedChoice.optional() }),
    output: z.object({ job: jobSchema, items: z.array(itemSchema) }),
  },
  /** As `jobs:cancel`, but what is left of the job stays queued. */
  'jobs:pause': { input: z.strictObject({ pbxId }), output: z.void() },
  /** Cancels what is left of a paused or interrupted job. */
  'jobs:abandon': { input: z.strictObject({ jobId }), output: jobSchema },
  /**
   * Has a list, or what is left of a stopped job, run by itself when its PBX can be reached. The PBX is tried at once, and
   * then again and again until the time is over; `jobs:wait-changed` tells of it.
   */
  'jobs:wait': { input: z.union([agreedListSchema, z.strictObject({ jobId })]), output: jobSchema },
  /** Takes that back: what was begun is paused, what was not is cancelled. */
  'jobs:withdraw': { input: z.strictObject({ jobId }), output: jobSchema },
  /** Tries the PBX of a waiting job at once. */
  'jobs:try-now': { input: z.strictObject({ jobId }), output: z.void() },
  /** Jobs that are not over, newest first: running (`here`: by this program), waiting, paused or interrupted. */
  'jobs:open': {
    input: z.undefined(),
    output: z.array(jobSummarySchema.extend({ here: z.boolean(), stopping: stopping.nullable(), nextTryAt })),
  },
  /** All jobs, newest first, in pages: those before a job where one is given. */
  'jobs:list': {
    input: z.strictObject({ before: jobId.nullable(), limit: z.number().int().min(1).max(200) }),
    output: z.array(jobSummarySchema),
  },
  /** The items of all PBXs whose MAC, device, reference or user holds a text, newest first. */
  'jobs:find': {
    input: z.strictObject({ text: shortText, limit: z.number().int().min(1).max(200) }),
    output: z.array(resultSchema),
  },
  'jobs:show': {
    input: z.strictObject({ jobId }),
    output: z.object({ job: jobSchema, items: z.array(itemSchema) }),
  },
  /** Asks where to, and writes a job there; passwords in clear only where asked for. Null: not written after all. */
  'jobs:export': {
    input: z.strictObject({ jobId, format: z.enum(['csv', 'json']), passwords: z.boolean() }),
    /** `unreadable`: how many stored passwords could not be opened, so that they are missing in it. */
    output: z.object({ path: z.string(), unreadable: z.number().int() }).nullable(),
  },
  /** The newest items of a PBX: those under way, then those that ended, newest first. */
  'jobs:recent': {
    input: z.strictObject({ pbxId, limit: z.number().int().min(1).max(200) }),
    output: z.array(resultSchema),
  },

  /** Reads the password a device has now, changing nothing; null when the PBX has none. */
  'passwords:read-current': {
    input: z.strictObject({ pbxId, mac: macSchema }),
    output: z.strictObject({ reading: z.uuid() }).nullable(),
  },
  /**
   * The one call by which a password reaches a window, because a person asked to see it; null when it is gone. One that a
   * later job replaced is refused (`password-replaced`) unless the window has said so to the person.
   */
  'passwords:reveal': { input: wantedPassword, output: z.string().nullable() },
  /** Puts a password on the clipboard, and takes it off again; false when it is gone. Replaced ones as `passwords:reveal`. */
  'passwords:copy': {
    input: wantedPassword,
    output: z.object({ copied: z.boolean(), clearedAfterSeconds: z.number().int() }),
  },
  /** Copies items of a job as rows of MAC, device and password. */
  'passwords:copy-table': {
    input: z.strictObject({ items: z.array(z.number().int().positive()).min(1).max(maxMacs) }),
    output: z.object({
      /** How many had a password that counts. */
      copied: z.number().int(),
      /** How many were left out, because a later job surely replaced their password. */
      replaced: z.number().int(),
      /** The copied items whose password no later job replaced; of the other copied ones one perhaps did. */
      current: z.array(z.number().int()),
      /** How many copied passwords a spreadsheet may take for a formula, a number or a date. */
      risky: z.number().int(),
      /** How many are missing, because the key of their password is gone. */
      unreadable: z.number().int(),
      clearedAfterSeconds: z.number().int(),
    }),
  },
  /** Whether later jobs have replaced these passwords, in the order they are asked for. */
  'passwords:check': {
    input: z.strictObject({ refs: z.array(passwordRefSchema).min(1).max(maxMacs) }),
    output: z.array(replacementSchema),
  },
  /** The items of a job whose password a spreadsheet may take for a formula, a number or a date. */
  'passwords:spreadsheet-risks': {
    input: z.strictObject({ jobId }),
    output: z.array(itemSchema),
  },
  /** How many sealed passwords a retention of so many days would delete now. */
  'passwords:count-older': { input: z.strictObject({ days: retentionDays }), output: z.number().int() },

  /** Returns the text of a file that was opened, dropped or pasted, whatever kind it is: a spreadsheet, a mail. */
  'documents:read': {
    input: z.strictObject({
      name: shortText,
      bytes: z.instanceof(Uint8Array).refine(({ length }) => length <= maxFileBytes),
    }),
    output: documentTextSchema,
  },

  /** The clipboard's text, because a person asked to paste it; null when it holds none. */
  'clipboard:read': { input: z.undefined(), output: z.string().nullable() },
  /** Logs in to the proxy that asked, now and later; `kept` false: until the program ends, for want of a keychain. */
  'network:log-in': {
    input: z.strictObject({ proxy: shortText, user: shortText, password: secretText }),
    output: z.object({ kept: z.boolean() }),
  },
  'settings:get': { input: z.undefined(), output: settingsSchema },
  /** Changes what is given, at once and for good; a shorter retention deletes what is older now. */
  'settings:set': { input: settingsChangeSchema, output: settingsSchema },

  /** Fetches the update notice now: the newer version, or null where this one is the newest or nothing is checked. */
  'updates:check': { input: z.undefined(), output: z.string().nullable() },

  'desktop:facts': { input: z.undefined(), output: desktopFactsSchema },
  /** Brings the main window forward, at a place, and hides the panel. */
  'app:go': { input: targetSchema, output: z.void() },
  /** Where the main window was sent since it asked last. */
  'app:take-target': { input: z.undefined(), output: targetSchema.nullable() },

  /** What the panel was opened with since it asked last. */
  'panel:take-opening': { input: z.undefined(), output: panelOpeningSchema.nullable() },
  'panel:hide': { input: z.undefined(), output: z.void() },
  /** The page has drawn itself without what was in it: the answer to `panel:hiding`. */
  'panel:cleared': { input: z.strictObject({ turn: panelTurn }), output: z.void() },
  /** With a question or a run in it, it stays in sight when another program gets the focus. */
  'panel:stand': { input: z.strictObject({ stage: z.enum(panelStages) }), output: z.void() },
  'panel:fit': { input: z.strictObject({ height: panelHeight }), output: z.void() },
} as const satisfies Record<CallName, CallContract>;

/** What main tells windows without being asked. */
export const events = {
  /** A file was brought to be opened, or the one that waited is gone. */
  'setup-file:brought-changed': z.object({ file: broughtFileSchema.nullable() }),
  'app:language-changed': spokenSchema,
  /** The PBXs are not as they were: `app:state` says how they are. */
  'app:changed': z.undefined(),
  'app:pbx-selected': z.object({ id: z.string() }),
  /** The main window was sent somewhere: `app:take-target` says where. */
  'app:target': z.undefined(),
  /** The panel was opened: `panel:take-opening` says what with. */
  'panel:opened': z.undefined(),
  /** It was brought forward as it is. */
  'panel:came-back': z.undefined(),
  /** It is about to be hidden: the page drops what was seen, and answers with `panel:cleared`. */
  'panel:hiding': z.object({ turn: panelTurn }),
  /** The proxy that asks for a log-in; null when none does any more. */
  'network:asked': proxyQuestionSchema.nullable(),
  /** `ended`: how many of its items had ended before. */
  'jobs:started': z.object({ job: jobSchema, ended: z.number().int().nonnegative() }),
  /** Items as they are now; several at once while many change. */
  'jobs:items': z.object({ jobId: z.number().int(), items: z.array(itemSchema) }),
  /** Nothing goes out until then. */
  'jobs:waiting': z.object({ jobId: z.number().int(), until: z.iso.datetime(), problem: problemSchema }),
  /** It was asked to, wherever that was, and finishes what is in flight. */
  'jobs:stopping': z.object({ jobId: z.number().int(), stopping }),
  /** It is not running any more: finished, paused, cancelled or interrupted. */
  'jobs:ended': z.object({ job: jobSchema }),
  /**
   * A job waits for its PBX, is about to try it, or does not wait any more: then its state says what became of it. One
   * that asks is `paused` with a problem.
   */
  'jobs:wait-changed': z.object({ job: jobSchema, nextTryAt }),
  /** Another process, such as the terminal, changed the database: jobs and passwords may not be as they were. */
  'jobs:changed-elsewhere': z.undefined(),
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
  /** Returns what stops it. */
  on<Name extends EventName>(name: Name, listener: (data: EventData<Name>) => void): () => void;
}
