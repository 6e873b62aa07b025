export { addressParser, type Address } from 'postal-mime';
