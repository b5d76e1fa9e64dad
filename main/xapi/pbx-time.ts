import { storableTime } from '../../common/storable-time.ts';
import { type Headers, headerOf } from './net/body.ts';

/**
 * Reads a time that a PBX, or what answers in its place, reports: milliseconds since 1970, or null if it is none, or
 * one that Rekey can't store.
 */
export function parsePbxTime(text: string | undefined): number | null {
  return storableTime(Date.parse(text ?? ''));
}

/** The PBX's clock when it answered, in whole seconds, as milliseconds since 1970; null if it does not report it. */
export function pbxTimeOf(headers: Headers): number | null {
  return parsePbxTime(headerOf(headers, 'date'));
}
