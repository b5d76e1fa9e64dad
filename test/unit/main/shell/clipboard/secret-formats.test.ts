import { expect, test } from 'vitest';
import { secretFormats } from '../../../../../main/shell/clipboard/secret-formats.ts';

const namesOf = (platform: NodeJS.Platform): string[] =>
  Object.keys(secretFormats('secret word', platform)).map((name) => /format="(.*)"/.exec(name)?.[1] ?? name);

test('each system’s histories are asked in their own way', () => {
  expect(namesOf('win32')).toEqual([
    'text/plain',
    'ExcludeClipboardContentFromMonitorProcessing',
    'CanIncludeInClipboardHistory',
    'CanUploadToCloudClipboard',
  ]);
  expect(namesOf('darwin')).toEqual(['text/plain', 'org.nspasteboard.ConcealedType']);
  expect(namesOf('linux')).toEqual(['text/plain', 'x-kde-passwordManagerHint']);
});

test.each(['win32', 'darwin', 'linux'] as const)(
  'on %s the password is written once, and no mark is empty',
  async (platform) => {
    const contents = await Promise.all(
      Object.values(secretFormats('secret word', platform)).map(async (value) =>
        typeof value === 'string' ? value : new Uint8Array(await value.arrayBuffer()),
      ),
    );
    expect(contents.filter((content) => content === 'secret word')).toHaveLength(1);
    for (const content of contents) expect(content.length).toBeGreaterThan(0);
  },
);

test('for Windows the mark is a DWORD of zero', async () => {
  const [, , history] = Object.values(secretFormats('x', 'win32'));
  expect(history instanceof Blob && new Uint8Array(await history.arrayBuffer())).toEqual(new Uint8Array(4));
});
