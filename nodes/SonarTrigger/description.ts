import {
	fileableTypes,
	filenameFilter,
	mimeTypeFilter,
	outputField,
} from '../shared/fields/fileFields';
import { buildCollection, buildOptions, defineFields, showFor } from '../shared/fields/Field';
import { buildYesNo } from '../shared/fields/values';

export const fields = defineFields({
	fileableTypes,
	filters: buildCollection(
		{
			displayName: 'Filters',
			placeholder: 'Add filter',
			description: 'Only files that match all of these filters trigger',
		},
		{ filename: filenameFilter, mimeType: mimeTypeFilter },
	),
	options: buildOptions({
		download: buildYesNo(
			{
				displayName: 'Download',
				type: 'boolean',
				default: false,
				description:
					'Whether to download each file. If that fails in three polls, the file comes without its content, and the field "error" says why.',
			},
			false,
		),
		binaryPropertyName: showFor({ download: [true] }, outputField),
	}),
});
