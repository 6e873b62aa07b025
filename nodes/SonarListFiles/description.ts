import {
	buildCollection,
	buildOptions,
	defineFields,
	hideFor,
	showFor,
} from '../shared/fields/Field';
import {
	fileableType,
	fileId,
	filenameFilter,
	mimeTypeFilter,
	fileableId,
} from '../shared/fields/fileFields';
import { optionalId } from '../shared/fields/idFields';
import { direction, limit, returnAll } from '../shared/fields/listFields';
import { entitiesPerRequest, idleTimeout, parallelRequests } from '../shared/fields/requestOptions';
import type { FileField } from '../shared/sonar/files/file';
import { acceptAlso, buildChoice, buildMoment, buildYesNo } from '../shared/fields/values';

const filters = buildCollection(
	{
		displayName: 'Filters',
		placeholder: 'Add filter',
		description: 'Only files that match all of these filters are listed',
	},
	{
		createdAfter: buildMoment({
			displayName: 'Created After',
			type: 'dateTime',
			default: '',
			description: 'Only files that were created at this moment or later',
		}),
		createdBefore: buildMoment({
			displayName: 'Created Before',
			type: 'dateTime',
			default: '',
			description: 'Only files that were created at this moment or earlier',
		}),
		filename: filenameFilter,
		mimeType: mimeTypeFilter,
		uploadedByUserId: optionalId({
			displayName: 'Uploaded by User ID',
			type: 'string',
			default: '',
			placeholder: 'e.g. 12',
			description: 'Only files that this user of Sonar uploaded',
		}),
	},
);

/** Attributes that only an expression can sort by. */
const OTHER_FIELDS = [
	'description',
	'fileable_id',
	'fileable_type',
	'primary_image',
	'user_id',
] as const satisfies readonly FileField[];

const sort = buildCollection(
	{ displayName: 'Sort', placeholder: 'Add sort rule' },
	{
		attribute: acceptAlso(
			buildChoice({
				displayName: 'Attribute',
				type: 'options',
				options: [
					{ name: 'Created At', value: 'created_at' },
					{ name: 'File Name', value: 'filename' },
					{ name: 'ID', value: 'id' },
					{ name: 'MIME Type', value: 'mime_type' },
					{ name: 'Size', value: 'file_size_in_bytes' },
					{ name: 'Updated At', value: 'updated_at' },
				],
				default: 'created_at',
				description: 'The attribute to sort the files by',
			}),
			OTHER_FIELDS,
		),
		direction,
	},
);

/** Given files are looked up by ID, so no filter, limit or order applies. */
const GIVEN = { scope: ['ids'] };

export const fields = defineFields({
	scope: buildChoice({
		displayName: 'Files Of',
		type: 'options',
		options: [
			{ name: 'An Entity', value: 'entity', description: 'The files that are linked to it' },
			{ name: 'Any Entity', value: 'all', description: 'All files, linked or not' },
			{
				name: 'Given Files',
				value: 'ids',
				description: 'The files with the given IDs, in their order',
			},
			{
				name: 'No Entity Yet',
				value: 'unlinked',
				description: 'Files that were uploaded and never linked',
			},
		],
		default: 'entity',
		description: 'Which files to list',
	}),
	fileableType: showFor({ scope: ['entity'] }, fileableType),
	fileableId: showFor({ scope: ['entity'] }, fileableId),
	includeReplies: showFor(
		{ scope: ['entity'], fileableType: ['Ticket'] },
		buildYesNo(
			{
				displayName: 'Include Replies and Comments',
				type: 'boolean',
				default: true,
				description:
					'Whether to also list the files of the ticket’s replies and comments. An email becomes a reply, so its attachments are files of the reply.',
			},
			true,
		),
	),
	fileId: showFor(GIVEN, fileId),
	returnAll: hideFor(GIVEN, returnAll),
	limit: hideFor(GIVEN, showFor({ returnAll: [false] }, limit)),
	filters: hideFor(GIVEN, filters),
	options: buildOptions({
		entitiesPerRequest: hideFor({ '/scope': GIVEN.scope }, entitiesPerRequest),
		parallelRequests: hideFor({ '/scope': GIVEN.scope }, parallelRequests),
		simplify: buildYesNo(
			{
				displayName: 'Simplify',
				type: 'boolean',
				default: true,
				description:
					'Whether to return a simplified version of the response instead of the raw data',
			},
			true,
		),
		idleTimeout,
	}),
	// Last, as n8n's guidelines ask.
	sort: hideFor(GIVEN, sort),
});
