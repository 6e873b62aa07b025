/**
 * Aborts a controller together with a signal, until the function that it gives is called. In its
 * place `AbortSignal.any` would leave a trace in the signal for each request, as long as that lives.
 */
export function follow(controller: AbortController, signal: AbortSignal | undefined): () => void {
	if (!signal) return () => undefined;
	const abort = () => controller.abort(signal.reason);
	if (signal.aborted) abort();
	signal.addEventListener('abort', abort);
	return () => signal.removeEventListener('abort', abort);
}
