/** Draws the program's icons from one picture, `node resources/draw.ts`; the PNGs beside it are what is shipped. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { chromiumOptions } from '../test/host/chromium.ts';

type Mood = 'idle' | 'running' | 'attention';

/** A key, pointing to the lower left, in a square of 24. */
const key =
  '<path d="M12.2 11.8 4.5 19.5M7 17l2.4 2.4M9.6 14.4l2 2" fill="none" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/>' +
  '<circle cx="15.4" cy="8.6" r="4.4" fill="none" stroke-width="2.6"/>';

const marks: Record<Mood, { fill: string } | null> = {
  idle: null,
  running: { fill: '#35d07f' },
  attention: { fill: '#ffb020' },
};

/** For taskbars that are light or dark: white on the program's colour, with a dot where there is something to tell. */
function coloured(mood: Mood): string {
  const mark = marks[mood];
  const dot = mark
    ? `<circle cx="18" cy="18" r="6" fill="${mark.fill}" stroke="#fff" stroke-width="1.6"/>${
        mood === 'attention'
          ? '<path d="M18 14.6v3.9" stroke="#3b2600" stroke-width="2" stroke-linecap="round"/><circle cx="18" cy="21.2" r="1.1" fill="#3b2600"/>'
          : ''
      }`
    : '';
  return `<rect width="24" height="24" rx="5.5" fill="#0d6a6f"/><g stroke="#fff" transform="translate(${mark ? '-1.2 -1.2' : '0 0'})">${key}</g>${dot}`;
}

/** For macOS, which takes its shape alone: what tells something is cut out beside it. */
function template(mood: Mood): string {
  const cut = mood === 'idle' ? '' : '<circle cx="18.5" cy="18.5" r="6.6" fill="#000"/>';
  const inner =
    mood === 'attention'
      ? '<path d="M18.5 14.8v4.2" stroke="#000" stroke-width="2.2" stroke-linecap="round"/><circle cx="18.5" cy="22" r="1.2" fill="#000"/>'
      : '';
  const mark =
    mood === 'running'
      ? '<circle cx="18.5" cy="18.5" r="3.9" fill="none" stroke="#000" stroke-width="2.2"/>'
      : mood === 'attention'
        ? `<circle cx="18.5" cy="18.5" r="5" mask="url(#inner)"/>`
        : '';
  return (
    `<mask id="rest"><rect width="24" height="24" fill="#fff"/>${cut}</mask>` +
    `<mask id="inner"><rect width="24" height="24" fill="#fff"/>${inner}</mask>` +
    `<g mask="url(#rest)"><g stroke="#000">${key}</g></g>${mark}`
  );
}

/** As the desktops want it of a program: with room around it. */
const programIcon =
  '<defs><linearGradient id="g" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#12868c"/><stop offset="1" stop-color="#0a5459"/></linearGradient></defs>' +
  '<rect x="1.5" y="1.5" width="21" height="21" rx="5" fill="url(#g)"/>' +
  `<g stroke="#fff" transform="translate(3.2 3.2) scale(.73)">${key}</g>`;

async function draw(page: Page, name: string, size: number, picture: string): Promise<void> {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>*{margin:0}svg{display:block}</style><svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 24 24">${picture}</svg>`,
  );
  await writeFile(join(import.meta.dirname, name), await page.screenshot({ omitBackground: true }));
}

const browser = await chromium.launch(chromiumOptions());
const page = await browser.newPage();
for (const mood of ['idle', 'running', 'attention'] as const) {
  // 16 points in the menu bar and the notification area; Windows scales its desktop in steps of a quarter.
  for (const [suffix, size] of [
    ['', 16],
    ['@1.25x', 20],
    ['@1.5x', 24],
    ['@2x', 32],
  ] as const)
    await draw(page, `tray-${mood}${suffix}.png`, size, coloured(mood));
  await draw(page, `tray-${mood}-large.png`, 48, coloured(mood));
  await draw(page, `tray-${mood}-Template.png`, 16, template(mood));
  await draw(page, `tray-${mood}-Template@2x.png`, 32, template(mood));
}
await draw(page, 'icon.png', 1024, programIcon);
await browser.close();
