import { readPublicSchema } from './publicSchema';

/**
 * The words of a server that refuses something, as Laravel, its GraphQL library, Elasticsearch and
 * gateways put it. No name of a person or a company is sure to be missing from a report unless words
 * are listed that may stand in one.
 */
const WORDS = `
a able accept accepted access account action active after again against aggregate aggregated
aggregates aggregation aggregations alias aliases all allowed already also alternatively an and
another any api archived are argument arguments array as assigned associated at attached attempt
attempts attribute attributes auth authentication authorization authorized automatically available
bad be bearer because been before being belong belongs between body boolean both bucket but by
bytes call can cannot cause change changed character characters check child children chunk chunks
closed code coerce coerced comment comments complex complexity conditions conflict connection
contact contain contained contains content contents convert converted corrupt could count create
created creating credentials current custom data database date datetime deadline decoded default
delete deleted denied dependency depth description deserialize detected did different dimension
dimensions directory disabled disk do document does doing dot dots duplicate during each either
element elements email empty enabled encoded encrypted ended ends entities entity entry enum equal
error errors exactly exceed exceeded exceeds exception exclusive execute executing execution exist
existent existing exists expected expecting expects expired expiry explicitly extension extensions
failed failure false fetch few fewer field fielddata fields file fileable filename files filter
find finished first folder followed following for forbidden form format found from function
gateway general get given gone got graphql greater group guard guest had has have header headers
height hidden html http id identifier ids if illegal image images implemented in include included
inclusive incorrect increase index indexed indices infected input inside instance instead int
int64bit integer internal into introspection invalid invalidated inverted is issue it item items
its jpeg jpg json jwt key keyword kilobytes kind known large larger last later latest least left
length less letters like limit link linked list listed load locked login long lower main malware
mandatory many match matched matches max maximum may maybe mean media megabytes memory message
messages method mime min minimum minute missing model more most multiple must mutation name named
names near needed needs negative nested never new next no no_such_attribute none nosuchtype not
note nothing null nullable number numbers object occurred of offset old on once one only operation
operator option optional or order other out outside over own owner page pages paginator parameter
params parent parse parsing part parts passed path pattern payload pdf per permission permissions
permitted phase php pixels please png position positive possible post present primary processed
processing prohibited proper property provided public put quality queries query queued quota range
rate reached read readable reading reason received record records records_per_page refused
rejected related relation relationship removed renew replaced replies reply represent request
requested requests require required resolution resolve resource respond responded response result
results retry returned role root route row rows rule rules sanitize save scalar scan scanned
scheduled schema search second seconds security see select selectable selected selection send
sending sent server service session set shard shards short shorter should shown sign signed
significant since size skipped slow small smaller some something sort sorter sorting source space
specified started starts state status storage store stored stream string subject subselection
subselections successful such supported syntax system table take taken temporarily tenant text
than that the their them then there these they third this throttle throttled ticket tickets time
timed timeout timestamp to token too total true try trying twice txt type types unable unassigned
unassociated unauthenticated unauthorized unavailable undefined under unexpected uninverting
unique unknown unlink unlinked unprocessable unset unsupported until update updated upload
uploaded uploading uploads upper upstream url use used user users using valid validate validation
value values variable variables via view virus wait waiting want warning was way we went were what when
where which while width will wish with within without words works write written wrong years yet
you your zero zip`;

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
