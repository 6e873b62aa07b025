// n8n finds the nodes and the credential by the n8n section of package.json, so there is nothing
// to export.
module.exports = {};
