export { default as ipaddr } from 'ipaddr.js';
