import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { errorCodeSchema, errorFactsSchema } from '../../common/errors.ts';

/** Connections to try, one after another. */
export interface TlsTrial {
  /** As PEM; the only ones that are trusted. */
  authorities: string[];
  /** The name that the certificates have to be for. */
  host: string;
  trials: { port: number; pinnedFingerprint: string | null }[];
}

/** What a connection came to: the code that the TLS library reported, and how Rekey judges it. */
const judgementSchema = z.object({
  reported: z.string(),
  /** Null where the certificate is accepted. */
  code: errorCodeSchema.nullable(),
  facts: errorFactsSchema,
});
export type Judgement = z.infer<typeof judgementSchema>;

const judgementsSchema = z.object({
  library: z.enum(['OpenSSL', 'BoringSSL']),
  judgements: z.array(judgementSchema),
});
export type Judgements = z.infer<typeof judgementsSchema>;

const systems: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'linux',
  darwin: 'darwin',
  win32: 'windows',
};

/**
 * Bun has BoringSSL, as Electron does, and runs on its own. Null on systems that Bun is not made for, such as Linux with
 * musl: npm installs none there.
 */
export function bunPath(): string | null {
  const name = `bun-${systems[process.platform]}-${process.arch === 'arm64' ? 'aarch64' : 'x64'}`;
  const folder = join(import.meta.dirname, '../../node_modules/@oven', name, 'bin');
  const path = join(folder, process.platform === 'win32' ? 'bun.exe' : 'bun');
  return existsSync(path) ? path : null;
}

/** Tries connections on the TLS library of Node or Bun. */
export async function judgeWith(program: string, trial: TlsTrial): Promise<Judgements> {
  const args = [join(import.meta.dirname, 'tls-child.ts'), JSON.stringify(trial)];
  const { stdout } = await promisify(execFile)(program, args, { timeout: 60_000 });
  return judgementsSchema.parse(JSON.parse(stdout));
}
