import { describe, expect, test } from 'vitest';
import type { Mac } from '../../../../../common/mac.ts';
import { wordsFor } from '../../../../../common/texts/index.ts';
import {
  type TrayEntry,
  type TrayState,
  trayMenu,
  trayToolTip,
} from '../../../../../main/shell/tray/tray-menu.ts';

const { texts } = wordsFor('en', 'en-US');
const german = wordsFor('de', 'de-DE').texts;

const idle: TrayState = {
  mood: 'idle',
  pbxs: [{ id: 'a', name: 'Acme' }],
  selectedPbxId: 'a',
  recent: [],
  jobs: [],
};
const job = { jobId: 7, pbxId: 'a', pbxName: 'Acme', done: 1234, total: 5000, stopping: null };

const labels = (entries: TrayEntry[]): string[] =>
  entries.map((entry) => (entry.kind === 'separator' ? '-' : entry.label));
const labelled = (entries: TrayEntry[], label: string): TrayEntry | undefined =>
  entries.find((entry) => 'label' in entry && entry.label === label);

test('when idle it has the panel, the window and quitting', () => {
  expect(labels(trayMenu(idle, texts))).toEqual([
    'New password for the MAC in the clipboard',
    'New password…',
    '-',
    'Open window',
    'Settings',
    '-',
    'Quit',
  ]);
  expect(labels(trayMenu(idle, german)).slice(0, 2)).toEqual([
    'Neues Passwort für MAC-Adresse aus Zwischenablage',
    'Neues Passwort …',
  ]);
});

test('before a PBX is added no password can be regenerated', () => {
  const [fromClipboard, panel] = trayMenu({ ...idle, pbxs: [], selectedPbxId: null }, texts);
  expect(fromClipboard).toMatchObject({ enabled: false });
  expect(panel).toMatchObject({ enabled: false });
});

test('recent devices lead to the panel with their MAC', () => {
  const recent = [
    { mac: '000b82101eef' as Mac, name: 'HT802 #12' },
    { mac: '805e0c112a07' as Mac, name: '80:5E:0C:11:2A:07' },
  ];
  const menu = trayMenu({ ...idle, recent }, texts);
  expect(labels(menu)).toEqual(
    expect.arrayContaining(['Recent on Acme', 'HT802 #12 · 00:0B:82:10:1E:EF', '80:5E:0C:11:2A:07']),
  );
  expect(labelled(menu, 'HT802 #12 · 00:0B:82:10:1E:EF')).toMatchObject({
    does: { kind: 'panel-with', mac: '000b82101eef' },
  });
});

describe('a running job', () => {
  test('shows its progress, and can be opened and paused', () => {
    const entry = labelled(trayMenu({ ...idle, jobs: [job] }, texts), 'Acme: 1,234 of 5,000');
    expect(entry).toMatchObject({
      kind: 'submenu',
      entries: [
        { label: 'Show job', does: { kind: 'go', target: { kind: 'job', jobId: 7 } } },
        { label: 'Pause', does: { kind: 'pause', pbxId: 'a' }, enabled: true },
      ],
    });
  });

  test.each([
    ['pausing', 'Pausing…'],
    ['cancelling', 'Cancelling…'],
  ] as const)('that is already %s cannot be paused', (stopping, label) => {
    const menu = trayMenu({ ...idle, jobs: [{ ...job, stopping }] }, texts);
    expect(labelled(menu, 'Acme: 1,234 of 5,000')).toMatchObject({
      entries: [{}, { label, enabled: false }],
    });
  });

  test('has no counts if the menu has to stay unchanged', () => {
    const at = (done: number) => trayMenu({ ...idle, jobs: [{ ...job, done }] }, texts, { still: true });
    expect(labels(at(1))).toContain('Job 7 on Acme');
    expect(at(2)).toEqual(at(1));
  });

  test('is in the tooltip, combined with the others', () => {
    expect(trayToolTip(idle, texts)).toBe('Rekey for 3CX');
    expect(trayToolTip({ ...idle, mood: 'attention' }, texts)).toContain('needs your attention');
    const jobs = [job, { ...job, jobId: 8, done: 6, total: 10 }];
    expect(trayToolTip({ ...idle, mood: 'attention', jobs }, german)).toBe('1.240 von 5.010 · Rekey for 3CX');
  });
});

test('one of several PBXs is selected', () => {
  const pbxs = [...idle.pbxs, { id: 'b', name: 'Bureau' }];
  const menu = trayMenu({ ...idle, pbxs, selectedPbxId: 'b' }, texts);
  expect(labelled(menu, 'PBX: Bureau')).toMatchObject({
    kind: 'submenu',
    entries: [
      { kind: 'choice', label: 'Acme', chosen: false, does: { kind: 'select-pbx', id: 'a' } },
      { kind: 'choice', label: 'Bureau', chosen: true },
    ],
  });
});

test('names of hostile length and content are harmless', () => {
  const name = `\u202e${'x'.repeat(10_000)}\n\u0000`;
  const menu = trayMenu(
    {
      ...idle,
      pbxs: [
        { id: 'a', name },
        { id: 'b', name },
      ],
      recent: [{ mac: '000b82101eef' as Mac, name }],
      jobs: [{ ...job, pbxName: name }],
    },
    texts,
  );
  for (const label of labels(menu)) {
    expect(label.length).toBeLessThan(80);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that there is none is the point
    expect(label).not.toMatch(/[\u0000-\u001f\u202e]/);
  }
});
