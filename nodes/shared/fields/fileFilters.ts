import { buildText } from './values';

export const filenameFilter = buildText({
	displayName: 'File Name',
	type: 'string',
	default: '',
	placeholder: 'e.g. invoice',
	description: 'Only files whose name contains this text',
});

export const mimeTypeFilter = buildText({
	displayName: 'MIME Type',
	type: 'string',
	default: '',
	placeholder: 'e.g. application/pdf',
	description: 'Only files whose type contains this text',
});
