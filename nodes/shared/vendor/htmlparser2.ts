export { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
