// Audits the packages that the build puts into ours, in the lockfile's versions. For npm they are only
// some of the devDependencies, most of which never leave this folder.
import { bundledPackages, run, withPinned } from './pinned.mjs';

withPinned(bundledPackages(), (folder) => {
	try {
		// Drops from the lockfile what the bundled packages do not need.
		run('npm install --package-lock-only --no-audit --no-fund', folder);
		run('npm audit', folder);
	} catch {
		// npm has said it.
		process.exitCode = 1;
	}
});
