export { EventEmitter } from 'events';
