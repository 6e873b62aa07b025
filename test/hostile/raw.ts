/** Words of JavaScript and its libraries: no error that a user sees may hold them. */
export const RAW =
	/Cannot (read|convert|mix|destructure|set)|is not (a function|iterable|defined|an object)|Maximum call stack|Unexpected (token|end|non-white)|\[object |\bNaN\b|\bundefined\b(?!")|Invalid (array|string|time|count)|out of range|circular structure|left this out/;
