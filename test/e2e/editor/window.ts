/** The size of the editor's window, in pixels. */
export const WINDOW = { width: 1280, height: 800 };
