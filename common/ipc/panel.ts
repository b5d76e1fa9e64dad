import { z } from 'zod';
import { macSchema } from '../mac-schema.ts';
import type { CallContract } from './contract.ts';

/** What the quick panel starts with. */
const panelOpeningSchema = z.object({
  mac: macSchema.nullable(),
  /** Why no MAC could be read from the clipboard. */
  remark: z.enum(['none', 'several', 'unsure', 'too-long', 'unreadable']).nullable(),
  /** Whether the panel shows a result that nobody has seen yet. */
  unseen: z.boolean(),
});
export type PanelOpening = z.infer<typeof panelOpeningSchema>;

/** The panel's stages; the first two keep it open. */
const panelStages = ['question', 'run', 'result', 'entry'] as const;
export type PanelStage = (typeof panelStages)[number];

/** In CSS pixels; a page cannot make its window larger than that. */
const panelHeight = z.number().int().min(120).max(640);
/** Counts how often the panel was hidden. */
const panelTurn = z.number().int().nonnegative();

export const panelCalls = {
  /** Returns what the panel was opened with since the last call. */
  'panel:take-opening': { input: z.undefined(), output: panelOpeningSchema.nullable(), changes: null },
  'panel:hide': { input: z.undefined(), output: z.void(), changes: null },
  /** Answers `panel:hiding`: the page was redrawn without its former content. */
  'panel:cleared': { input: z.strictObject({ turn: panelTurn }), output: z.void(), changes: null },
  /** While it shows a question or a run, the panel stays visible when another program gets the focus. */
  'panel:stand': { input: z.strictObject({ stage: z.enum(panelStages) }), output: z.void(), changes: null },
  'panel:fit': { input: z.strictObject({ height: panelHeight }), output: z.void(), changes: null },
} as const satisfies Record<string, CallContract>;

export const panelEvents = {
  /** The panel was opened: `panel:take-opening` says with what. */
  'panel:opened': z.undefined(),
  /** The panel was brought back to the front unchanged. */
  'panel:came-back': z.undefined(),
  /** The panel is about to be hidden: the page clears its content and answers with `panel:cleared`. */
  'panel:hiding': z.object({ turn: panelTurn }),
} as const;
