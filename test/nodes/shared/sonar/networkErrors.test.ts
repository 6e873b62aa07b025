import { networkFailure, timedOut } from '../../../../nodes/shared/sonar/networkErrors';

/** As n8n wraps an error of axios, which wraps one of Node. */
const wrapped = (code: string) => ({
	message: 'Bearer secret',
	cause: { code: '', config: { headers: { authorization: 'Bearer secret' } }, cause: { code } },
});

describe('networkFailure', () => {
	it.each([
		['ECONNREFUSED', 'unreached', 'nothing answers at its address'],
		['ENOTFOUND', 'unreached', 'its host name is not known'],
		['EAI_AGAIN', 'unreached', 'cannot be looked up at the moment'],
		['CERT_HAS_EXPIRED', 'refused', 'its certificate is not valid for this host'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'refused', 'its certificate is not valid for this host'],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'refused', 'its certificate is not valid for this host'],
		['ECONNRESET', 'interrupted', 'The connection to Sonar broke'],
		['EPIPE', 'interrupted', 'The connection to Sonar broke'],
	])('takes %s for %p', (code, nature, message) => {
		const failure = networkFailure(wrapped(code));
		expect(failure.nature).toBe(nature);
		expect(failure.message).toContain(message);
		expect(JSON.stringify(failure) + failure.message + failure.stack).not.toContain('secret');
	});

	it.each([undefined, null, 'text', new Error('Bearer secret')])('makes do with %p', (error) => {
		expect(networkFailure(error).message).toBe('The connection to Sonar broke');
	});
});

describe('timedOut', () => {
	it('says how long nothing came', () => {
		expect(timedOut(60_000)).toMatchObject({
			message: 'Sonar sent nothing for 60 seconds',
			nature: 'interrupted',
		});
	});
});
