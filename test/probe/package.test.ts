import { devDependencies } from '../../package.json';
import probe from '../../probe/package.json';

it('the probe has the versions that its tests run with', () => {
	expect(devDependencies).toMatchObject(probe.dependencies);
});
