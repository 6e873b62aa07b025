import type { INodeParameters } from 'n8n-workflow';

import type { FileGiven } from '../files';
import { text, type Ran, type Success } from '../Ran';
import type { UploadStep } from '../steps';
import type { World } from '../World';
import { accountsFor, countBy } from './accounts';

/** A file that goes into the node. */
interface Sent extends FileGiven {
	item: number;
	field: string;
}

/** The files that Sonar stored in this step, by its own books. */
interface Stored {
	id: string;
	sent: string;
	content: string;
}

/** Names that no server changes. Other files are compared by content only. */
const SIMPLE = /^[^"%/\\\p{Control}\p{Zl}\p{Zp}]+$/u;

/** Uploads files, and compares the node's claims with Sonar's books. */
export async function upload(world: World, step: UploadStep): Promise<string[]> {
	const sent = step.items.flatMap((files, item) =>
		files.map((file, index): Sent => ({ ...file, item, field: `attachment_${index}` })),
	);
	const input = await Promise.all(
		step.items.map(
			async (files) =>
				await world.item(
					Object.fromEntries(files.map((file, index) => [`attachment_${index}`, file])),
				),
		),
	);
	const ran = await world.run(step, 'sonarUploadFile', parametersOf(world, step), input);
	const stored = world.sonar.log
		.flatMap((request) => request.stored ?? [])
		.map((file): Stored => ({ ...file, content: world.sonar.content(file.id).toString('latin1') }));
	return [
		...ran.successes.flatMap((success) => checkClaim(success, sent, stored, step)),
		...checkOrder(ran, sent),
		...checkOnce(ran, sent, stored),
		...checkLinks(world, step, ran),
		...checkFailures(world, step, ran, sent),
	];
}

function parametersOf(
	world: World,
	{ fields, fileName, perRequest, parallelRequests, linkTo }: UploadStep,
): INodeParameters {
	const entity = linkTo === undefined ? undefined : world.entityOf(linkTo);
	return {
		...(entity && {
			linkTo: 'entity',
			fileableType: entity.type,
			fileableId: { __rl: true, mode: 'id', value: entity.id },
		}),
		binaryPropertyName: fields === 'pattern' ? '*' : '={{ Object.keys($binary) }}',
		options: { filesPerRequest: perRequest, parallelRequests, ...(fileName ? { fileName } : {}) },
	};
}

const bytes = (text: string) => Buffer.from(text).toString('latin1');

/** An item's ID is that of its own file. */
function checkClaim(
	{ item, json }: Success,
	sent: readonly Sent[],
	stored: readonly Stored[],
	{ fileName }: UploadStep,
): string[] {
	const what = `the output for item ${item}, field ${text(json.binary_field)}`;
	const file = sent.find((given) => given.item === item && given.field === json.binary_field);
	if (!file) return [`${what} is about no file that went in`];
	const found = stored.find(({ id }) => id === text(json.id));
	if (!found) return [`${what} names the id ${text(json.id)}, which was not stored now`];
	if (found.content !== bytes(file.content))
		return [`${what} names the ID of another file, "${found.sent}" for "${file.name}"`];
	const comparable = !fileName && SIMPLE.test(file.name) && SIMPLE.test(found.sent);
	// A node may add an extension, and trims the name.
	if (comparable && !found.sent.startsWith(file.name.trim()))
		return [`${what} names the ID of "${found.sent}", and its own file is "${file.name}"`];
	return json.stored === true ? [] : [`${what} is not stored, and no error`];
}

function checkOrder({ successes }: Ran, sent: readonly Sent[]): string[] {
	const places = successes.map(({ item, json }) =>
		sent.findIndex((file) => file.item === item && file.field === json.binary_field),
	);
	return places.every((place, index) => index === 0 || place > places[index - 1]!)
		? []
		: ['the output is out of order, or names a file twice'];
}

/** Nothing is stored twice, and every stored file is named or accounted for. */
function checkOnce(ran: Ran, sent: readonly Sent[], stored: readonly Stored[]): string[] {
	const claimed = new Set(ran.successes.map(({ json }) => text(json.id)));
	const given = countBy(sent.map(({ content }) => bytes(content)));
	const kept = countBy(stored.map(({ content }) => content));
	const twice = [...kept].filter(([content, count]) => count > (given.get(content) ?? 0));
	return [
		...twice.map(([content]) => `a file is stored twice: ${JSON.stringify(content.slice(0, 20))}`),
		...(claimed.size < ran.successes.length ? ['two outputs name the same id'] : []),
		...stored
			.filter(({ id }) => !claimed.has(id))
			.filter(
				({ id, content }) =>
					!sent.some(
						(file) =>
							bytes(file.content) === content &&
							ran.errorsOf(file.item).some((message) => accountsFor(message, id)),
					),
			)
			.map(({ id, sent: name }) => `"${name}" is stored as ${id}, and nothing says so`),
	];
}

/** Stored files are where the step wants them, or nowhere yet; those of outputs are there. */
function checkLinks(world: World, { linkTo }: UploadStep, ran: Ran): string[] {
	const wanted = linkTo === undefined ? undefined : world.entityOf(linkTo);
	const owners = new Map(
		world.sonar.files.map(({ id, fileable_type, fileable_id }) => [
			id,
			fileable_id === null ? undefined : `${fileable_type} ${fileable_id}`,
		]),
	);
	const place = wanted && `${wanted.type} ${wanted.id}`;
	const stored = world.sonar.log.flatMap((request) => request.stored ?? []);
	return [
		...stored
			.filter(({ id }) => ![undefined, place].includes(owners.get(id)))
			.map(({ id }) => `file ${id} was linked to ${owners.get(id)}, and nobody asked for it`),
		...ran.successes
			.filter(({ json }) => owners.get(text(json.id)) !== place)
			.map(({ json }) => `file ${text(json.id)} is done, and not linked to ${place}`),
		...ran.successes
			.map(({ json }) => [json.fileable_type, json.fileable_id].map(text).join(' ').trim())
			.filter((said) => said !== (place ?? ''))
			.map((said) => `an output says ${said}, not ${place}`),
	];
}

/** Every upload that is not done has an error. If everything must succeed, there is no error. */
function checkFailures(
	world: World,
	{ items, goodToken, breaks, linkTo }: UploadStep,
	ran: Ran,
	sent: readonly Sent[],
): string[] {
	const done = (file: Sent) =>
		ran.successes.some(({ item, json }) => item === file.item && json.binary_field === file.field);
	const silent = sent.filter((file) => !done(file) && ran.errorsOf(file.item).length === 0);
	const violations = silent.map((file) => `nothing is said of "${file.name}" of item ${file.item}`);
	if (world.allows('uploadFails', 'uploadUnknown') || breaks || !goodToken) return violations;
	if (linkTo !== undefined) {
		if (world.entityOf(linkTo) === world.unknownEntity) return violations;
		if (world.allows('linkUnknown')) return violations;
	}

	const mayFail = (item: number) =>
		items[item]?.length === 0 || (items[item] ?? []).some(({ name }) => name.endsWith('.exe'));
	const wrong = ran.failures.filter(({ item }) => !mayFail(item));
	if (ran.stopped && !items.some((_, item) => mayFail(item))) wrong.push(ran.stopped);
	return [
		...violations,
		...wrong.map(({ item, message }) => `item ${item} should have been uploaded: ${message}`),
	];
}
