/** What form-data and mime-types use of Node's path, for names of files. */
exports.basename = (path) => path.slice(path.lastIndexOf('/') + 1);
exports.extname = (path) => /[^/](\.[^./]*)$/.exec(path)?.[1] ?? '';
