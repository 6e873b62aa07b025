import { startTrigger } from './SonarTrigger/startTrigger';
import { useKitWithNewSonars } from './useKit';

const kit = useKitWithNewSonars();

/** Composed, as nearly everything writes it, and decomposed, as macOS does. */
const [COMPOSED, DECOMPOSED] = (['NFC', 'NFD'] as const).map((form) => 'Kündigung'.normalize(form));

describe.each([
	['composed', COMPOSED!, DECOMPOSED!],
	['decomposed', DECOMPOSED!, COMPOSED!],
])('A name with %s letters', (_, inSonar, typed) => {
	const addFile = async (filename = `${inSonar}.pdf`) =>
		await kit.sonar.addFile({ filename, content: 'x', mime_type: 'application/pdf' });

	it('is found by List Files however it is typed', async () => {
		await addFile();
		await addFile('Kundigung.pdf');
		const { items, error } = await kit.run({
			type: 'sonarListFiles',
			parameters: { scope: 'all', returnAll: true, filters: { filename: typed, mimeType: 'pdf' } },
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.filename)).toEqual([`${inSonar}.pdf`]);
	});

	it('passes the filter of Sonar New File Trigger however it is typed, in any case', async () => {
		const trigger = startTrigger(kit, { filters: { filename: typed.toUpperCase() } });
		await trigger.poll();
		await addFile('Kundigung.pdf');
		await addFile();
		expect(await trigger.names()).toEqual([`${inSonar}.pdf`]);
	});

	it.each(['Account', 'Ticket', 'PurchaseOrder', 'TicketReply'])(
		'is found in the editor’s list of type %s however it is typed',
		async (fileableType) => {
			kit.sonar.addEntity('Ticket', { id: '7', subject: `Die ${inSonar}` });
			kit.sonar.addEntity('Account', { id: '1', name: `Familie ${inSonar}` });
			kit.sonar.addEntity('TicketReply', {
				id: '49',
				ticket_id: '7',
				details: { author: `Frau ${inSonar}` },
			});
			kit.sonar.addEntity('PurchaseOrder', { id: '3', details: { vendor_name: inSonar } });
			const { results } = await kit.engine.searchList('sonarLinkFile', 'searchFileables', {
				parameters: { fileableType },
				credentials: { sonarApi: kit.credential },
				filter: typed,
			});
			expect(results).toEqual([
				expect.objectContaining({ name: expect.stringContaining(inSonar) as string }),
			]);
		},
	);
});
