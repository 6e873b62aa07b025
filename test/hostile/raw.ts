/** Words of JavaScript and its libraries that no user may see in an error. */
export const RAW =
	/Cannot (read|convert|mix|destructure|set)|is not (a function|iterable|defined|an object)|Maximum call stack|Unexpected (token|end|non-white)|\[object |\bNaN\b|\bundefined\b(?!")|Invalid (array|string|time|count)|out of range|circular structure|Not processed/;
