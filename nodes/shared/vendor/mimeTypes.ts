export { extension, lookup } from 'mime-types';
