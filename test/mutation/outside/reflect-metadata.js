module.exports = globalThis.outside('reflect-metadata');
