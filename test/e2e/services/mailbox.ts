import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { generate } from 'selfsigned';

import { temporaryFolder } from '../harness/cleanUp';
import { run, startProcess } from '../harness/processes';
import { freePorts, until } from '../harness/wait';

const PASSWORD = 'mailbox';
/** The system's user that owns the mail. */
const USER = 'nobody';

export interface Mailbox {
	/** n8n's credential of the type `imap`. */
	credential: Record<string, string | number | boolean>;
	/** Puts messages into the inbox, as a mail server does when they arrive, all at once. */
	deliver: (...messages: string[]) => Promise<void>;
	/** Whether a client watches the inbox. An email that arrives before that may be noticed late. */
	isWatched: () => Promise<boolean>;
	stop: () => Promise<void>;
}

/** Starts Dovecot with one mailbox, which it gives out over TLS only. */
export async function startMailbox(): Promise<Mailbox> {
	const folder = temporaryFolder('mailbox');
	// Dovecot's processes run as different users.
	await chmod(folder.path, 0o755);
	const [port] = (await freePorts(1)) as [number];
	const mail = join(folder.path, 'mail');
	for (const part of ['tmp', 'new', 'cur']) await mkdir(join(mail, part), { recursive: true });
	await run('chown', ['-R', USER, mail]);
	const uid = (await run('id', ['-u', USER])).trim();
	const gid = (await run('id', ['-g', USER])).trim();
	const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
	await writeFile(join(folder.path, 'key.pem'), key, { mode: 0o600 });
	await writeFile(join(folder.path, 'certificate.pem'), cert);
	const config = join(folder.path, 'dovecot.conf');
	await writeFile(
		config,
		`base_dir = ${folder.path}/run
state_dir = ${folder.path}/state
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_key = <${folder.path}/key.pem
ssl_cert = <${folder.path}/certificate.pem
log_path = /dev/stderr
verbose_proctitle = yes
first_valid_uid = 1
mail_location = maildir:${mail}
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${mail}
}
service imap-login {
  inet_listener imap {
    port = 0
  }
  inet_listener imaps {
    port = ${port}
    ssl = yes
  }
}
`,
	);
	const server = startProcess('dovecot', ['-F', '-c', config], { cwd: folder.path });
	await until('Dovecot to be ready', () => server.output().includes('starting up for imap'));
	let delivered = 0;
	return {
		credential: {
			user: 'support',
			password: PASSWORD,
			host: '127.0.0.1',
			port,
			secure: true,
			// No authority has signed its certificate.
			allowUnauthorizedCerts: true,
		},
		async deliver(...messages) {
			const names: string[] = [];
			for (const message of messages) {
				delivered += 1;
				const name = `${Date.now()}.${delivered}.localhost`;
				await writeFile(join(mail, 'tmp', name), message);
				await run('chown', [USER, join(mail, 'tmp', name)]);
				names.push(name);
			}
			for (const name of names) await rename(join(mail, 'tmp', name), join(mail, 'new', name));
		},
		async isWatched() {
			const processes = await run('ps', ['-eo', 'pgid=,args=']);
			return processes
				.split('\n')
				.some((line) => line.trim().startsWith(`${server.pid} `) && line.includes(' IDLE'));
		},
		async stop() {
			await server.stop();
			folder.remove();
		},
	};
}
