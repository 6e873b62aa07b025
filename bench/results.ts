import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { devDependencies } from '../package.json';
import type { Floor, Row } from './measure';
import { parts } from './parts';

const RESULTS = join(__dirname, 'RESULTS.md');
const HEAD = ['part', 'row', 'ours', 'peer', 'ratio', 'must reach', 'floor', 'reached', 'measured'];

/** The table's lines of each part. */
type Lines = Map<string, string[]>;

export function toLines(part: string, rows: readonly Row[]): string[] {
	const today = new Date().toISOString().slice(0, 10);
	return rows.map(({ name, ours, peer, ratio, must, floor, reached }) =>
		line([
			part,
			name,
			ours,
			peer ?? '',
			ratio?.toPrecision(2) ?? '',
			must,
			floor?.text ?? '',
			verdict(reached, floor),
			today,
		]),
	);
}

export function verdict(reached: boolean, floor?: Floor): string {
	if (reached) return 'yes';
	return floor?.missesGoal ? 'no, the floor misses it too' : '**no**';
}

export function table(lines: Lines): string {
	const inOrder = Object.keys(parts).flatMap((part) => lines.get(part) ?? []);
	return [line(HEAD), line(HEAD.map(() => '---')), ...inOrder].join('\n');
}

/**
 * Replaces the rows of the parts that ran. The others keep their dates; measured with other versions, they
 * would stand under the wrong head, so then nothing is written.
 *
 * @returns whether it was written
 */
export function save(measured: Lines): boolean {
	const [old, ...notes] = readFileSync(RESULTS, 'utf8').split(/^(?=## )/m) as [string, ...string[]];
	const kept = readLines(old);
	const isWhole = [...kept.keys()].every((part) => measured.has(part) || !(part in parts));
	if (!isWhole && !old.includes(versions())) return false;
	const head = `# Results\n\n${versions()}.\n\n${table(new Map([...kept, ...measured]))}\n`;
	// The notes under the table are written by hand, and stay.
	writeFileSync(RESULTS, [head, ...notes].join('\n'));
	return true;
}

function readLines(text: string): Lines {
	const lines: Lines = new Map();
	for (const row of text.split('\n').filter((candidate) => candidate.startsWith('| '))) {
		const part = row.split(' | ')[0]!.slice(2);
		lines.set(part, [...(lines.get(part) ?? []), row]);
	}
	return lines;
}

function line(cells: readonly string[]): string {
	return `| ${cells.join(' | ')} |`;
}

function versions(): string {
	const curl = /curl (\S+)/.exec(execFileSync('curl', ['--version'], { encoding: 'utf8' }))![1];
	return [
		`Node.js ${process.version}`,
		`n8n-core ${devDependencies['n8n-core']}`,
		`n8n-nodes-base ${devDependencies['n8n-nodes-base']}`,
		`curl ${curl}`,
	].join(', ');
}
