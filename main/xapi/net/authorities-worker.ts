/** A worker thread: reads the certificate authorities and posts them. */
import { parentPort } from 'node:worker_threads';
import { readAuthorities } from './read-authorities.ts';

parentPort?.postMessage(readAuthorities());
