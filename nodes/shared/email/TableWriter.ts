import { LineWriter } from './LineWriter';

/** A table that is open, with the row and the cell that are. */
interface Table {
	cells: string[][];
	cell: LineWriter | undefined;
}

/** Tables inside of tables: deeper ones are for layout alone, and read as blocks. */
const DEEPEST = 20;

const SEPARATOR = ' | ';

/** Writes text into the innermost cell of a table, or beside all tables. */
export class TableWriter {
	/** Whether there is a row whose cells stand in one line. */
	hasRows = false;
	private readonly root = new LineWriter();
	private readonly tables: Table[] = [];
	private tooDeep = 0;
	private written = 0;

	get current(): LineWriter {
		return this.tables.findLast(({ cell }) => cell)?.cell ?? this.root;
	}

	get length(): number {
		return this.written + this.root.length + (this.current === this.root ? 0 : this.current.length);
	}

	open(): void {
		this.current.startBlock();
		if (this.tables.length === DEEPEST) this.tooDeep++;
		else this.tables.push({ cells: [], cell: undefined });
	}

	close(): void {
		if (this.tooDeep > 0) this.tooDeep--;
		else {
			this.endRow();
			this.tables.pop();
		}
		this.current.startBlock();
	}

	startRow(): void {
		this.endRow();
		this.current.startBlock();
	}

	startCell(): void {
		const table = this.tables.at(-1);
		if (!table || this.tooDeep > 0) {
			this.current.startBlock();
			return;
		}
		this.endCell();
		table.cell = new LineWriter();
	}

	endCell(): void {
		const table = this.tables.at(-1);
		if (!table?.cell || this.tooDeep > 0) return;
		this.written += table.cell.length + SEPARATOR.length;
		const lines = table.cell.finish();
		if (lines.length > 0) table.cells.push(lines);
		table.cell = undefined;
	}

	/** Cells of one line each stand in one line; others below one another. */
	endRow(): void {
		this.endCell();
		const table = this.tables.at(-1);
		if (!table || this.tooDeep > 0) return;
		const { cells } = table;
		table.cells = [];
		const isRow = cells.length > 1 && cells.every(({ length }) => length === 1);
		this.hasRows ||= isRow;
		if (isRow) this.current.writeLines([cells.map(([line]) => line!.trim()).join(SEPARATOR)]);
		else for (const lines of cells) this.current.writeLines(lines);
	}

	finish(): string[] {
		this.tooDeep = 0;
		while (this.tables.length > 0) this.close();
		return this.root.finish();
	}
}
