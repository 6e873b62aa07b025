module.exports = globalThis.outside('n8n-workflow');
