import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import type { Pbx } from '../../../common/model.ts';
import { wordsFor } from '../../../common/texts/index.ts';
import { PlanNotes } from '../../../renderer/list/plan-notes.tsx';

const words = wordsFor('en', 'en-US');
const list = vi.hoisted(() => ({ current: {} }));
vi.mock('../../../renderer/base/words.tsx', () => ({ useWords: () => words, useTexts: () => words.texts }));
vi.mock('../../../renderer/list/list.tsx', () => ({ useList: () => list.current }));

const pbx: Pbx = {
  id: 'a',
  name: 'Acme',
  url: 'https://acme.example',
  clientId: 'rekey',
  pinnedFingerprint: null,
  version: null,
  lastContactAt: null,
  lastFailure: null,
  pace: { concurrency: 1, ratePerSecond: null },
};
const { list: t } = words.texts;

test.each([
  { complete: true, notListed: 1, unknown: 0, shown: ['deskPhonesUnread'] },
  { complete: false, notListed: 0, unknown: 1, shown: ['incompleteList', 'deskPhonesUnread'] },
  { complete: true, notListed: 0, unknown: 0, shown: [] },
  { complete: false, notListed: 0, unknown: 0, shown: [] },
] as const)(
  'which gaps of the device list matter to the plan: %j',
  ({ complete, notListed, unknown, shown }) => {
    list.current = {
      matching: {
        fetchedAt: '2026-01-01T10:00:00Z',
        complete,
        deskPhonesRead: false,
        failed: null,
        problem: null,
      },
      read: { unlisted: 0 },
      run: { run: null },
      plan: { unknown, counts: { 'not-listed': notListed } },
    };
    const text = renderToStaticMarkup(createElement(PlanNotes, { pbx, onEditPbx: () => {} }));
    const notes = (['incompleteList', 'deskPhonesUnread'] as const).filter((note) =>
      text.includes(t[note](pbx.name)),
    );
    expect(notes).toEqual(shown);
  },
);
