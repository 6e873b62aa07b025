export { addressParser, decodeWords, default as PostalMime, type Address } from 'postal-mime';
