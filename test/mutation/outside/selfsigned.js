module.exports = globalThis.outside('selfsigned');
