module.exports = globalThis.outside('@n8n/di');
