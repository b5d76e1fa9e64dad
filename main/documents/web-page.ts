import { Parser } from 'htmlparser2';

const unseen = new Set(['script', 'style', 'template']);
const blocks = new Set(
  'address article aside blockquote body caption center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol option p pre section select table tbody tfoot thead title tr ul'.split(
    ' ',
  ),
);
const shownInputs = /^(?:text|search|tel|url|email|number|)$/i;

/** Returns the visible text of a web page: a line for each row of a table, with a tab between its cells. */
export function webPageText(html: string): string {
  const text = new PageText();
  let hidden = 0;
  let verbatim = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (unseen.has(name)) hidden += 1;
      else if (name === 'pre' || name === 'textarea') verbatim += 1;
      if (blocks.has(name) || name === 'br') text.breakLine(name === 'br');
      // A device's own page shows values in input fields.
      if (name === 'input' && shownInputs.test(attributes.type ?? '') && attributes.value)
        text.add(` ${attributes.value} `);
    },
    ontext(piece) {
      if (hidden === 0) text.add(verbatim > 0 ? piece : piece.replace(/[ \t\r\n\f]+/g, ' '));
    },
    onclosetag(name) {
      if (unseen.has(name)) hidden -= 1;
      else if (name === 'pre' || name === 'textarea') verbatim -= 1;
      if (name === 'td' || name === 'th') text.add('\t');
      else if (blocks.has(name)) text.breakLine(false);
    },
  });
  parser.end(html);
  return text.result();
}

/** Collects text without the spaces and empty lines that only the source has. */
class PageText {
  readonly #lines: string[] = [];
  #line = '';

  add(piece: string): void {
    this.#line += piece;
  }

  /** @param always even if the line is empty */
  breakLine(always: boolean): void {
    const line = this.#line.trimEnd().replace(/^ +/, '');
    if (line !== '' || always) this.#lines.push(line);
    this.#line = '';
  }

  result(): string {
    this.breakLine(false);
    return this.#lines.join('\n');
  }
}
