import { EventEmitter } from '../../vendor/events';

/**
 * A source for form-data, which listens to events and asks for a pause while the socket is full. It reads
 * nothing before `resume`.
 */
export class PieceEmitter extends EventEmitter {
	private isPaused = true;

	private isStarted = false;

	private isStopped = false;

	private goOn = (): void => undefined;

	constructor(private readonly pieces: AsyncIterable<Buffer>) {
		super();
	}

	pause(): void {
		this.isPaused = true;
	}

	resume(): void {
		this.isPaused = false;
		this.goOn();
		if (this.isStarted) return;
		this.isStarted = true;
		void this.run();
	}

	/** Ends it without another event. */
	stop(): void {
		this.isStopped = true;
		this.goOn();
	}

	private async run(): Promise<void> {
		try {
			for await (const piece of this.pieces) {
				while (this.isPaused && !this.isStopped) {
					await new Promise<void>((resolve) => (this.goOn = resolve));
				}
				if (this.isStopped) return;
				this.emit('data', piece);
			}
			if (!this.isStopped) this.emit('end');
		} catch (error) {
			if (!this.isStopped) this.emit('error', error);
		}
	}
}
