/** More columns than a spreadsheet has are ignored. */
const maxColumn = 16_384;
/** The largest spans that browsers follow. */
const [maxColumnSpan, maxRowSpan] = [1000, 65_534];

/** Tells which cells of a web page's table are in a hidden column. */
export class TableColumns {
  readonly #hidden: boolean[] = [];
  #anyHidden = false;
  /** The columns that a cell of an earlier row reaches down into, and how many rows further. */
  #reaching = new Map<number, number>();
  #column = 0;
  #group: { isHidden: boolean; span: string | undefined; hasColumns: boolean } | null = null;

  startGroup(isHidden: boolean, span: string | undefined): void {
    this.#group = { isHidden, span, hasColumns: false };
  }

  /** A group without columns of its own stands for as many as it spans. */
  endGroup(): void {
    const group = this.#group;
    this.#group = null;
    if (group && !group.hasColumns) this.addColumns(group.isHidden, group.span);
  }

  addColumns(isHidden: boolean, span: string | undefined): void {
    if (this.#group) this.#group.hasColumns = true;
    const hides = isHidden || this.#group?.isHidden === true;
    this.#anyHidden ||= hides;
    const to = Math.min(maxColumn, this.#hidden.length + spanOf(span, maxColumnSpan));
    while (this.#hidden.length < to) this.#hidden.push(hides);
  }

  startRow(): void {
    this.#column = 0;
    if (this.#reaching.size === 0) return;
    const further = [...this.#reaching].map(([column, rows]) => [column, rows - 1] as const);
    this.#reaching = new Map(further.filter(([, rows]) => rows >= 0));
  }

  /** Places the row's next cell. Returns its column if that is hidden, with all others that the cell spans. */
  placeCell(colspan: string | undefined, rowspan: string | undefined): number | null {
    if (!this.#anyHidden) return null;
    while (this.#reaching.has(this.#column)) this.#column += 1;
    const first = this.#column;
    const columns = spanOf(colspan, maxColumnSpan);
    const rows = spanOf(rowspan, maxRowSpan);
    let isHidden = true;
    for (let at = first; at < first + columns && at < maxColumn; at += 1) {
      isHidden &&= this.#hidden[at] === true;
      if (rows > 1) this.#reaching.set(at, rows - 1);
    }
    this.#column = first + columns;
    return isHidden && first < maxColumn ? first : null;
  }
}

function spanOf(span: string | undefined, max: number): number {
  return Math.min(max, Math.max(1, Math.trunc(Number(span ?? 1)) || 1));
}
