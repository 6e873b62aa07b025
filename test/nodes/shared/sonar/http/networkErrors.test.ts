import {
	buildSilentFailure,
	toNetworkFailure,
} from '../../../../../nodes/shared/sonar/http/networkErrors';

/** As n8n wraps an error of axios, which wraps one of Node. */
const wrapped = (code: string) => ({
	message: 'Bearer secret',
	cause: { code: '', config: { headers: { authorization: 'Bearer secret' } }, cause: { code } },
});

describe('toNetworkFailure', () => {
	it.each([
		['ECONNREFUSED', 'unreachable', 'nothing answers at its address'],
		['ENOTFOUND', 'unreachable', 'its host name is not known'],
		['EAI_AGAIN', 'unreachable', 'cannot be looked up at the moment'],
		['EHOSTUNREACH', 'unreachable', 'no route to its host'],
		['ENETUNREACH', 'unreachable', 'no route to its network'],
		['ERR_SSL_WRONG_VERSION_NUMBER', 'tls', 'its certificate is not valid for this host'],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls', 'its certificate is not valid for this host'],
		['SELF_SIGNED_CERT_IN_CHAIN', 'tls', 'its certificate is not valid for this host'],
		['EPROTO', 'tls', 'its certificate is not valid for this host'],
		['NO_CERT_HERE', 'broken', 'The connection to Sonar broke'],
		['CERT_HAS_EXPIRED', 'tls', 'its certificate is not valid for this host'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls', 'its certificate is not valid for this host'],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'tls', 'its certificate is not valid for this host'],
		['ECONNRESET', 'broken', 'The connection to Sonar broke'],
		['EPIPE', 'broken', 'The connection to Sonar broke'],
	])('reads %s as %p', (node, code, message) => {
		const failure = toNetworkFailure(wrapped(node));
		expect(failure.code).toBe(code);
		expect(failure.message).toContain(message);
		expect(JSON.stringify(failure) + failure.message + failure.stack).not.toContain('secret');
	});

	it.each([
		[{ code: 'ETIMEDOUT', syscall: 'connect' }, 'unreachable'],
		[{ code: 'ETIMEDOUT', syscall: 'read' }, 'broken'],
		[{ code: 'ETIMEDOUT' }, 'broken'],
		[
			{
				name: 'AggregateError',
				errors: [{ code: 'ETIMEDOUT', syscall: 'connect' }, { code: 'ENETUNREACH' }],
			},
			'unreachable',
		],
		[{ errors: [{ code: 'ECONNRESET' }, { code: 'ECONNREFUSED' }] }, 'broken'],
		[{ code: 5, cause: { code: 'ECONNREFUSED' } }, 'unreachable'],
	])('reads %j as %p', (cause, code) => {
		expect(toNetworkFailure({ message: 'x', cause }).code).toBe(code);
	});

	it('looks ten errors deep, so that a circle of causes ends', () => {
		const chain = (length: number): object =>
			length === 1 ? { code: 'ECONNREFUSED' } : { cause: chain(length - 1) };
		expect(toNetworkFailure(chain(10)).code).toBe('unreachable');
		expect(toNetworkFailure(chain(11)).code).toBe('broken');
		const errors = Array.from({ length: 11 }, (_, index) => (index < 10 ? {} : chain(1)));
		expect(toNetworkFailure({ errors }).code).toBe('broken');
		expect(toNetworkFailure({ errors: errors.slice(1) }).code).toBe('unreachable');
	});

	it.each([undefined, null, 'text', new Error('Bearer secret')])('copes with %p', (error) => {
		expect(toNetworkFailure(error).message).toBe('The connection to Sonar broke');
	});
});

describe('buildSilentFailure', () => {
	it('says how long Sonar was silent', () => {
		expect(buildSilentFailure(60_000)).toMatchObject({
			message: 'Sonar sent nothing for 60 seconds',
			code: 'silent',
		});
	});
});
