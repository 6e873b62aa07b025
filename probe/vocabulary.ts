import { readPublicSchema } from './publicSchema';

/**
 * The words of a server that refuses something, as Laravel, its GraphQL library, Elasticsearch and
 * gateways put it. No name of a person or a company is sure to be missing from a report unless words
 * are listed that may stand in one.
 */
const WORDS = `
a able accept accepted access account action active after again against aggregate aggregated
aggregates aggregation aggregations alias aliases all allowed already also alternatively an and another
any api are argument arguments array as assigned associated at attached attempt attempts attribute
attributes auth authentication authorization authorized automatically available bad bearer because
been before being between body boolean both bucket but by bytes call can cannot cause change changed
character characters check closed code comment comments complexity conflict connection contact contain
contains content contents corrupt could count create created creating credentials custom data database
date datetime deadline default delete deleted denied dependency depth description deserialize did
different directory disabled disk do document does doing duplicate each either element elements email
empty enabled entities entity entry enum equal error errors exactly exceeded exceeds exception execute
executing execution exist existing exists expected expecting expired extension extensions failed failure
false field fielddata fields file fileable filename files filter find first followed following for
forbidden form format found from function gateway general get given got graphql greater group guard has
have header headers html http id ids if illegal image images in include included index indexed indices
input inside instance instead int int64bit integer internal introspection invalid inverted is issue it
item items its json jwt key keyword kilobytes large larger last least length less letters like limit
linked list listed load locked login long lower many match maximum may mean megabytes memory message
method mime min minimum minute missing model more most must mutation name negative never new next no
none not note null number numbers object occurred of offset on one only operation operator option or
order other out over own page pages paginator parameter params parse parsing part parts pattern
permission permissions permitted phase please position positive post present primary processed
processing provided public put query quota range rate reached read reason received record records
refused rejected related relation reply replies represent request requested requests require required
resolve resource response result results returned role root route row rows sanitize save schema search
second see seconds security select selected selection sent server service session set shard shards should
significant size small smaller some something sort sorter sorting source space starts state status
storage store stored string subject such successful supported syntax system table temporarily text than
that the their them then there these they this ticket tickets time timed timeout timestamp to token too
total true try type types unable unassociated unauthenticated unauthorized unavailable unexpected unique
uninverting unknown unlinked unprocessable unset until update updated upload uploaded uploading uploads
url use used user users using valid validate validation value values variable variables via was way we went
were what when where which while will wish with within without wrong yet you your zero
no_such_attribute nosuchtype records_per_page`;

const SCHEMA = readPublicSchema().flatMap(({ name, fields, args, values }) => [
	name,
	...fields,
	...args.flatMap((arg) => arg.split(/\W/)),
	...values,
]);

const vocabulary = new Set([...WORDS.split(/\s+/), ...SCHEMA].map((word) => word.toLowerCase()));

const SMALL_NUMBER = /^\d{1,4}$/;
const GONE = '…';

/** Whether a word is one of a server's, and no one's name. */
function isKnown(word: string): boolean {
	return vocabulary.has(word.toLowerCase()) || SMALL_NUMBER.test(word);
}

/** A text with a mark for each word that is in no list: it may be a name. */
export function onlyKnownWords(text: string): string {
	return text
		.replace(/[\p{L}\p{N}\p{M}_]+/gu, (word) => (isKnown(word) ? word : GONE))
		.replace(/…(?:[\s.,;:'’"-]*…)+/g, GONE);
}
