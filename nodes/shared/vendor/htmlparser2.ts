export { Parser, type Handler } from 'htmlparser2';
