module.exports = (object, value) =>
	Object.defineProperty(object, Symbol.toStringTag, { value, configurable: true });
