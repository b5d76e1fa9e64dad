import { describe, expect, test } from 'vitest';
import { parseList } from '../../../../common/list/index.ts';
import { words } from '../../../../main/cli/words.ts';
import { textOfFile } from '../../../../main/documents/text-of-file.ts';
import { webPageText } from '../../../../main/documents/web-page.ts';

const [first, second, third] = ['00:0B:82:10:10:01', '00:0B:82:10:10:02', '00:0B:82:10:10:03'];
const read = (body: string) => webPageText(`<html><body>${body}</body></html>`, { name: 'a.html' });
const macsOf = (text: string): string[] =>
  parseList(text).entries.map((entry) => (entry.kind === 'refused' ? entry.text : entry.mac));
const shown = '000b82101001';

describe('what a page hides is skipped, and said:', () => {
  test.each<[string, string]>([
    ['a filtered row of Excel', `<tr height=0 style='height:15.0pt;display:none'><td>${second}</td></tr>`],
    ['a hidden row', `<tr hidden><td>${second}</td></tr>`],
    ['a collapsed row', `<tr style="visibility: collapse"><td>${second}</td></tr>`],
    ['a row of cells', '<tr hidden><td>00</td><td>0B</td><td>82</td><td>10</td><td>10</td><td>02</td></tr>'],
    [
      'rows in a hidden part of a table',
      `<tbody style="DISPLAY: NONE !important"><tr><td>${second}</td></tr></tbody>`,
    ],
  ])('%s', (_what, row) => {
    const page = read(`<table><tr><td>${first}</td></tr>${row}</table>`);
    expect(macsOf(page.text)).toEqual([shown]);
    expect(page.skipped).toEqual({ sheets: 0, rows: 1, columns: 0, attachments: [] });
  });

  test.each<[string, string]>([
    ['Excel', "<col width=64><col width=0 style='display:none;mso-width-source:userset'><col width=64>"],
    ['the attribute', '<col><col hidden>'],
    ['a collapsed column', '<colgroup><col><col style="visibility:collapse"></colgroup>'],
    ['a group', '<colgroup></colgroup><colgroup style="visibility:collapse" span="1"></colgroup>'],
    ['a span', '<col><col span=2 style="display:none"><col>'],
  ])('a column: %s', (_what, columns) => {
    const page = read(
      `<table>${columns}<tr><th>MAC</th><th>old</th></tr><tr><td>${first}</td><td>${second}</td></tr>
       <tr><td>x</td><td>${third}</td></tr></table>`,
    );
    expect(macsOf(page.text)).toEqual([shown]);
    expect(page.skipped).toMatchObject({ rows: 0, columns: 1 });
  });

  test('a column behind cells that span columns and rows', () => {
    const page = read(
      `<table><col span=2><col hidden><tr><td colspan=2 rowspan=2>x</td><td>${second}</td></tr>
       <tr><td>${third}</td><td>${first}</td></tr><tr><td>a</td><td colspan=2>visible</td></tr></table>`,
    );
    expect(macsOf(page.text)).toEqual([shown]);
    expect(page.text).toContain('visible');
    expect(page.skipped).toMatchObject({ columns: 1 });
  });

  test.each<[string, string]>([
    ['display', `<p style="color: red; display : none">${second}</p>`],
    ['the attribute', `<div hidden><div><b>${second}</b></div></div>`],
    ['the attribute with a value', `<div hidden="until-found">${second}</div>`],
    ['visibility', `<div style="visibility:hidden"><p>${second}</p></div>`],
    ['Word', `<span style='mso-hide:all'>${second}</span>`],
    ['opacity', `<span style='opacity:0'>${second}</span>`],
    ['font size', `<span style='font-size:0px'>${second}</span>`],
    ['size', `<div style='max-height:0;overflow:hidden'>${second}</div>`],
    ['a field', `<input style="display:none" value="${second}">`],
    ['a field in something hidden', `<div hidden><input value="${second}"></div>`],
    ['a hidden cell', `<table><tr><td>x</td><td style="display:none">${second}</td></tr></table>`],
    ['a fallback', `<noscript>${second}</noscript>`],
    ['suggestions', `<datalist><option>${second}</option></datalist>`],
    ['something unclosed', `<span><i hidden>${second}</span>`],
  ])('a passage: %s', (_what, hidden) => {
    const page = read(`<p>${first}</p>${hidden}<p>MAC</p>`);
    expect(macsOf(page.text)).toEqual([shown]);
    expect(page.text).toContain('MAC');
    expect(page.skipped.passages).toBe(1);
    expect(words.texts.list.skipped(page.skipped)).toBe('Not read: 1 hidden passage.');
  });

  test('without anything like a MAC address it is not worth mentioning', () => {
    expect(read(`<p hidden>Menu</p><table><tr hidden><td>x</td></tr></table>${first}`)).toEqual({
      text: first,
      skipped: { sheets: 0, rows: 0, columns: 0, attachments: [] },
    });
  });

  test('what is visible in something invisible is read', () => {
    const page = read(
      `<div style="visibility:hidden">${second}<b style="visibility:visible">${first}</b></div>`,
    );
    expect(macsOf(page.text)).toEqual([shown]);
  });

  // As newsletters are built, to leave no gaps between columns.
  test.each(['font-size:13px', 'font: bold 1rem/1.5 Arial', 'font-size:small'])(
    '%s is read in cells without a font size',
    (style) => {
      const cell = (text: string): string =>
        `<td style="font-size:0px;padding:0"><span style="${style}">${text}</span></td>`;
      const page = read(`<table><tr>${cell(first)}${cell('<b>12</b>')}</tr></table>`);
      expect(page.text).toBe(`${first}\t12`);
      expect(page.skipped).not.toHaveProperty('passages');
    },
  );

  test.each(['font-size:1em', 'font-size:100%', 'font-family:Arial', ''])(
    'without a font size, %s shows nothing',
    (style) => {
      const page = read(`${first}<p style="font-size:0"><b style="${style}">${second}</b></p>`);
      expect(macsOf(page.text)).toEqual([shown]);
      expect(page.skipped.passages).toBe(1);
    },
  );

  test('what has a font size of its own is read', () => {
    const page = read(
      `<p style="font:0/0 a"><font size=2>${first}</font><input value="${second}"><i>${third}</i></p>`,
    );
    expect(macsOf(page.text)).toEqual([shown, '000b82101002']);
    expect(page.skipped.passages).toBe(1);
  });

  test.each([
    'max-width:0;overflow:hidden;text-overflow:ellipsis',
    'font-size:medium',
    'display:block',
    'display:none;display:block',
    'opacity:0.5',
    'font-size:0.8em',
    'visibility:visible',
    'height:0.5cm;overflow:hidden',
    'mso-hide:none',
  ])('%s hides nothing', (style) => {
    expect(read(`<p style="${style}">${first}</p>`)).toMatchObject({ text: first, skipped: { rows: 0 } });
    expect(read(`<p hidden style="display:block">${first}</p>`).text).toBe(first);
  });

  test('in a mail, whose plain text has it as well', async () => {
    const mail = [
      'Subject: bases',
      'MIME-Version: 1.0',
      'Content-Type: multipart/alternative; boundary=A',
      '',
      '--A',
      'Content-Type: text/plain',
      '',
      `${first}\r\n${second}`,
      '--A',
      'Content-Type: text/html',
      '',
      `<table><tr><td>${first}</td></tr><tr style="display:none"><td>${second}</td></tr></table>`,
      '--A--',
      '',
    ].join('\r\n');
    const { text, skipped } = await textOfFile({ name: 'a.eml', bytes: Buffer.from(mail) });
    expect(macsOf(text)).toEqual([shown]);
    expect(skipped.rows).toBe(1);
  });
});

describe('elements beside each other', () => {
  test.each<[string, string]>([
    ['spans', `<span>${first}</span><span>HT802</span>`],
    ['a span before it', `<span>HT802</span><span>${first}</span>`],
    ['a number before it', `<span>201</span><span>000B82101001</span><span>202</span>`],
    ['an address before it', `<span>10.0.0.5</span><span>000b.8210.1001</span><b>Lift</b>`],
    ['a MAC in parts', `<span>HT802</span><span>00:0B:82</span><span>:10:10:01</span><span>Lift</span>`],
    ['a link', `<a>${first}</a><a>Edit</a>`],
    ['a footnote', `${first}<sup>1</sup>`],
    ['text before and after', `MAC ${first}<i>HT802</i>`],
    ['buttons', `<button>${first}</button><button>Details</button>`],
    ['a summary', `<details><summary>${first}</summary>Cellar</details>`],
    ['a dialog', `<dialog open>${first}</dialog>Cellar`],
    ['labels', `<label>${first}</label><label>12</label>`],
    ['fields', `<input value="${first}"><input value="12">`],
    ['custom elements', `<x-cell>${first}</x-cell><x-cell>12</x-cell>`],
    ['blocks by their style', `<span style="display:block">${first}</span><span>12</span>`],
    ['boxes by their style', `<span style="display:inline-block">${first}</span><span>12</span>`],
    ['children of a flexible box', `<div style="display:flex"><span>${first}</span><span>12</span></div>`],
    ['pictures', `${first}<img src=x>12`],
    ['halves that are none', `<button>000B83</button><button>101001</button><p>${first}</p>`],
  ])('never glue: %s', (_what, body) => {
    expect(macsOf(read(body).text)).toEqual([shown]);
  });

  test.each<[string, string]>([
    ['Word', '<span>00:0B:82<o:p></o:p></span><span>:10:10:01</span>'],
    ['a mark', '00:0B:82:<mark>10</mark>:10:01'],
    ['bytes', '<b>00</b>:<b>0B</b>:<b>82</b>:<b>10</b>:<b>10</b>:<b>01</b>'],
    ['a colour', '000B82<font color=red>101001</font>'],
    ['a possible break', '000B82<wbr>101001'],
    ['something hidden in it', '00:0B:82:<span hidden>xx</span>10:10:01'],
  ])('are one MAC: %s', (_what, body) => {
    expect(macsOf(read(`<p>${body}</p>`).text)).toEqual([shown]);
  });

  test('a hash or an identifier in parts is no MAC', () => {
    expect(macsOf(read('<b>000b82101001</b><i>a1b2c3d4e5f6a7</i>').text)).toEqual([]);
    expect(macsOf(read('<b>e3b0c442</b><i>98fc1c149afb</i>').text)).toEqual([]);
    expect(macsOf(read('<b>00:01:00:01:2c:3e</b>:4f:11:00:0b:82:10:10:01').text)).toEqual([]);
  });

  test('two MACs are two', () => {
    expect(macsOf(read(`<span>000B82101001</span><span>000B82101002</span>`).text)).toEqual([
      shown,
      '000b82101002',
    ]);
  });
});

test.each([
  '<b>0</b>',
  '<span>00:0B:82:10:10:01</span>',
  '<p hidden>00:0B:82:10:10:01',
  '<table><col span=1000 hidden><tr><td colspan=1000 rowspan=9>x</table>',
  '<i style="display:none">0</i>',
  '<b style="margin:1px">0b</b>',
])(
  'the time for a page of %s grows only with its length',
  (unit) => {
    const timeOf = (length: number): number => {
      const html = `<html>${unit.repeat(length / unit.length)}`;
      const before = process.threadCpuUsage();
      webPageText(html, { name: 'a.html' });
      const { user, system } = process.threadCpuUsage(before);
      return (user + system) / 1000;
    };
    timeOf(20_000);
    const short = Math.min(timeOf(25_000), timeOf(25_000));
    expect(Math.min(timeOf(200_000), timeOf(200_000))).toBeLessThan(Math.max(200, 32 * short));
  },
  30_000,
);

test('an endlessly nested page is rejected quickly', () => {
  expect(() => read('<b>'.repeat(600_000))).toThrow(expect.objectContaining({ code: 'usage' }));
});
