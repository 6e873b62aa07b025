/** PHP's max_file_uploads: all further files are dropped without a word. */
export const FILES_PER_UPLOAD = 20;

/** Large chunks keep the throughput high with files of gigabytes. */
export const CHUNK_IN_BYTES = 256 * 1024;
