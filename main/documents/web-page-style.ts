/** What a style says about where and whether an element is seen. */
export interface Appearance {
  /** Not seen, nor is anything in it. */
  isHidden: boolean;
  /** Whether its text is seen unless an element in it says otherwise; null as in the element around it. */
  isVisible: boolean | null;
  /** Whether its font has a size: without one, text is not seen, but an element in it may set another. Null as above. */
  hasFontSize: boolean | null;
  /** What separates it from its neighbours: a line break or a gap. */
  apart: 'line' | 'gap' | null;
  /** Whether that separates the elements in it. */
  separatesContent: boolean;
}

const hiding =
  /(?:^|[;\s])(?:mso-hide\s*:\s*(?:all|screen)|content-visibility\s*:\s*hidden|opacity\s*:\s*0*\.?0*%?\s*(?:;|!|$))/;
/** `max-width:0` alone lets a table's cell grow to its column. */
const empty = /(?:^|[;\s])(?:(?:max-)?height|width)\s*:\s*0(?![.\d]*[1-9])/;
const clips = /(?:^|[;\s])overflow(?:-[xy])?\s*:\s*(?:hidden|clip)/;
const clipped =
  /(?:^|[;\s])clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?\s*\)/;
const takenOut = /(?:^|[;\s])(?:float\s*:\s*(?:left|right)|position\s*:\s*(?:absolute|fixed))/;
const spaced = /(?:^|[;\s])(?:margin|padding)(?:-(?:left|right))?\s*:[^;]*[1-9]/;

/** Reads an element's `style` and `hidden`. */
export function appearanceOf(attributes: Readonly<Record<string, string>>): Appearance {
  const hiddenByAttribute = attributes.hidden !== undefined;
  const style = attributes.style?.toLowerCase().replace(/\/\*.*?\*\//gs, '') ?? '';
  if (style === '')
    return {
      isHidden: hiddenByAttribute,
      isVisible: null,
      hasFontSize: null,
      apart: null,
      separatesContent: false,
    };
  const display = propertyIn(style, 'display');
  const visibility = propertyIn(style, 'visibility');
  const isHidden =
    display === 'none' ||
    // A style overrules the attribute.
    (hiddenByAttribute && display === null) ||
    hiding.test(style) ||
    (empty.test(style) && clips.test(style)) ||
    clipped.test(style);
  return {
    isHidden,
    isVisible:
      visibility === 'hidden' || visibility === 'collapse' ? false : visibility === 'visible' ? true : null,
    hasFontSize: hasFontSize(style),
    apart: apartBy(display, style),
    separatesContent: display !== null && /(?:flex|grid)$/.test(display),
  };
}

const noSize = /^(?:0+\.?0*|\.0+)(?:[a-z]+|%)?$/;
/** A size that does not depend on the element around it. */
const ownSize =
  /^(?:[\d.]+(?:px|pt|pc|q|[cm]m|in|rem|v[whib]|vmin|vmax)|(?:x{1,3}-)?(?:small|large)|medium)$/;
/** The size in `font: bold 14px/1.5 Arial` or `font: 0/0 a`. */
const shorthandSize = /(?:^|[;\s])font\s*:[^;]*?(?<![\w.])([\d.]+(?:[a-z]+|%)|0(?=[\s/]))/;

function hasFontSize(style: string): boolean | null {
  const size = propertyIn(style, 'font-size') ?? shorthandSize.exec(style)?.[1] ?? '';
  if (noSize.test(size)) return false;
  return ownSize.test(size) ? true : null;
}

function apartBy(display: string | null, style: string): 'line' | 'gap' | null {
  if (
    display !== null &&
    /^(?:block|flex|grid|table|list-item|table-row|table-caption|flow-root)$/.test(display)
  )
    return 'line';
  if (display !== null && (display.startsWith('inline-') || display === 'table-cell')) return 'gap';
  return takenOut.test(style) || spaced.test(style) ? 'gap' : null;
}

/** The value of a property, of which the last one counts unless another is `!important`. */
function propertyIn(style: string, property: string): string | null {
  let found: string | null = null;
  let important = false;
  for (const declaration of style.split(';')) {
    const colon = declaration.indexOf(':');
    if (colon === -1 || declaration.slice(0, colon).trim() !== property) continue;
    const [value = '', ...flags] = declaration
      .slice(colon + 1)
      .trim()
      .split(/\s*!\s*|\s+/);
    if (important && flags.length === 0) continue;
    important = flags.includes('important');
    found = value;
  }
  return found;
}
