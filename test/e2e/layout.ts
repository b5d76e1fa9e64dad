import type { Page } from '@playwright/test';

/** Returns the faults in a page's layout, in words; empty if everything fits. */
export const layoutFaults = (page: Page): Promise<string[]> => page.evaluate(faultsHere);

/** Runs in the page, so everything that it uses is inside. */
function faultsHere(): string[] {
  interface Text {
    words: string;
    element: Element;
    /** The visible part of the text, line by line. */
    boxes: DOMRect[];
  }

  return [
    ...tooWide(),
    ...tooTall(),
    ...cutTexts(),
    ...cutPlaceholders(),
    ...overlaps(visibleTexts()),
    ...overControls(),
  ];

  /** Elements that scroll sideways, which nothing should need to, and those that stick out of their row. */
  function tooWide(): string[] {
    const places = 'html, main, form, section, nav, nav button, fieldset, li, [role=row], [role=option]';
    return (
      [...document.querySelectorAll(places)]
        // Collapsed elements keep their former width.
        .filter((element) => element.checkVisibility() && element.scrollWidth > element.clientWidth + 1)
        .map((element) => `wider than its place: ${nameOf(element)}`)
    );
  }

  /** Rows of a fixed height whose content is taller: it runs into the next row. */
  function tooTall(): string[] {
    return [...document.querySelectorAll('[role=row]')]
      .filter((row) => row.checkVisibility() && row.scrollHeight > row.clientHeight + 1)
      .map((row) => `taller than its place: “${wordsOf(row)}” in ${nameOf(row)}`);
  }

  /** Controls that are over one another: a click would not do what is seen. */
  function overControls(): string[] {
    const controls = [...document.querySelectorAll('button, input, select, textarea, summary, a[href]')]
      .filter(
        (each) => !each.closest('.visually-hidden') && each.checkVisibility({ visibilityProperty: true }),
      )
      .map((element) => ({ element, box: inSight(element.getBoundingClientRect(), element) }))
      .filter(({ box }) => box.width > 2 && box.height > 2);
    return controls.flatMap(({ element: one, box: a }, index) =>
      controls
        .slice(index + 1)
        .filter(({ element: other, box: b }) => {
          if (one.contains(other) || other.contains(one) || !isBeside(one, other)) return false;
          // Such as the button that clears a field.
          if (isInField(one, a, b) || isInField(other, b, a)) return false;
          const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
          return across > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
        })
        .map(({ element: other }) => `over one another: “${controlName(one)}” and “${controlName(other)}”`),
    );
  }

  function isInField(field: Element, box: DOMRect, inner: DOMRect): boolean {
    const { left, top, right, bottom } = box;
    const isInside = inner.left >= left && inner.top >= top && inner.right <= right && inner.bottom <= bottom;
    return field.matches('input, textarea') && isInside;
  }

  function controlName(element: Element): string {
    return element.getAttribute('aria-label') ?? element.getAttribute('name') ?? wordsOf(element);
  }

  /** Truncated text that the user cannot read: it may be shortened only if a tooltip shows all of it. */
  function cutTexts(): string[] {
    const found: string[] = [];
    for (const element of document.querySelectorAll('body *')) {
      if (!(element instanceof HTMLElement) || !hasOwnText(element) || !element.checkVisibility()) continue;
      const clip = clippingAncestor(element);
      if (!clip) continue;
      const { left, right, width } = clip.getBoundingClientRect();
      // Only for screen readers.
      if (width <= 1) continue;
      const isCut = ownTextBoxes(element).some((box) => box.right > right + 1 || box.left < left - 1);
      if (isCut && !element.closest('[title]') && !element.querySelector('[title]'))
        found.push(`cut off, without a tooltip: “${wordsOf(element)}” in ${nameOf(element)}`);
    }
    return found;
  }

  /** The placeholder of an empty field has to be readable: it has no tooltip. */
  function cutPlaceholders(): string[] {
    const canvas = document.createElement('canvas').getContext('2d');
    return [...document.querySelectorAll('input')]
      .filter((input) => input.placeholder && input.value === '' && input.checkVisibility())
      .filter((input) => {
        const { font, paddingLeft, paddingRight } = getComputedStyle(input);
        if (canvas) canvas.font = font;
        const room = input.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
        return (canvas?.measureText(input.placeholder).width ?? 0) > room + 1;
      })
      .map(({ placeholder }) => `cut off: placeholder “${placeholder}”`);
  }

  /** Overlapping texts. */
  function overlaps(texts: Text[]): string[] {
    const found: string[] = [];
    for (const [index, one] of texts.entries())
      for (const other of texts.slice(index + 1)) {
        if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
        // Scrolling content passes beneath sticky elements, such as a table's head.
        if (!isBeside(one.element, other.element)) continue;
        if (one.boxes.some((a) => other.boxes.some((b) => meet(a, b))))
          found.push(`run into each other: “${one.words}” and “${other.words}” in ${nameOf(other.element)}`);
      }
    return found;
  }

  function visibleTexts(): Text[] {
    const texts: Text[] = [];
    for (const element of document.querySelectorAll('body *')) {
      if (!hasOwnText(element) || element.closest('.visually-hidden, svg')) continue;
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      const boxes = ownTextBoxes(element)
        .map((box) => inSight(box, element))
        .filter((box) => box.width > 1 && box.height > 1 && isOnTop(box, element));
      if (boxes.length > 0) texts.push({ words: wordsOf(element), element, boxes });
    }
    return texts;
  }

  function hasOwnText(element: Element): boolean {
    return [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
  }

  function ownTextBoxes(element: Element): DOMRect[] {
    return [...element.childNodes].flatMap((node) => {
      if (node.nodeType !== Node.TEXT_NODE || !node.nodeValue?.trim()) return [];
      const range = document.createRange();
      range.selectNodeContents(node);
      return [...range.getClientRects()];
    });
  }

  /** The nearest ancestor that clips its content. */
  function clippingAncestor(element: Element): Element | null {
    for (let each: Element | null = element; each; each = each.parentElement)
      if (['hidden', 'clip'].includes(getComputedStyle(each).overflowX)) return each;
    return null;
  }

  function inSight(box: DOMRect, element: Element): DOMRect {
    let { left, top, right, bottom } = box;
    for (let each: Element | null = element; each; each = each.parentElement) {
      if (getComputedStyle(each).overflowX === 'visible') continue;
      const clip = each.getBoundingClientRect();
      left = Math.max(left, clip.left);
      top = Math.max(top, clip.top);
      right = Math.min(right, clip.right);
      bottom = Math.min(bottom, clip.bottom);
    }
    return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  }

  /** Whether nothing floats above it, such as a menu. */
  function isOnTop({ left, top, width, height }: DOMRect, element: Element): boolean {
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    return !hit || hit.contains(element) || element.contains(hit) || isBeside(hit, element);
  }

  /**
   * Whether two elements are in the same layer: neither is inside a floating element that does not contain the other.
   */
  function isBeside(one: Element, other: Element): boolean {
    return layerOf(one) === layerOf(other);
  }

  function layerOf(element: Element): Element | null {
    for (let each: Element | null = element; each; each = each.parentElement)
      if (['fixed', 'sticky'].includes(getComputedStyle(each).position) || each.matches('[role=listbox]'))
        return each;
    return null;
  }

  function meet(a: DOMRect, b: DOMRect): boolean {
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    // Lines of text touch above and below their letters.
    return across > 2 && down > 5;
  }

  function wordsOf(element: Element): string {
    return (element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 60);
  }

  function nameOf(element: Element): string {
    return `${element.tagName.toLowerCase()}.${String(element.getAttribute('class') ?? '').split(' ')[0]}`;
  }
}
