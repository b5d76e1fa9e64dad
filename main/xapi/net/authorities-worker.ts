/** A worker thread: reads the certificate authorities, and answers with them. */
import { parentPort } from 'node:worker_threads';
import { readAuthorities } from './read-authorities.ts';

parentPort?.postMessage(readAuthorities());
