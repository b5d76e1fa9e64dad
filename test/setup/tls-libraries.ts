import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { errorCodeSchema, errorFactsSchema } from '../../common/error-schema.ts';

/** Connections to try, one after another. */
export interface TlsTrial {
  /** As PEM; the only trusted ones. */
  authorities: string[];
  /** The name that the certificates must be for. */
  host: string;
  trials: { port: number; pinnedFingerprint: string | null }[];
}

/** The result of a connection: the code that the TLS library reported, and Rekey's verdict. */
const judgementSchema = z.object({
  reported: z.string(),
  /** Null if the certificate is accepted. */
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
 * Bun uses BoringSSL, as Electron does, and runs by itself. Null on systems without a Bun build, such as Linux with
 * musl: npm installs none there.
 */
export function bunPath(): string | null {
  const name = `bun-${systems[process.platform]}-${process.arch === 'arm64' ? 'aarch64' : 'x64'}`;
  const folder = join(import.meta.dirname, '../../node_modules/@oven', name, 'bin');
  const path = join(folder, process.platform === 'win32' ? 'bun.exe' : 'bun');
  return existsSync(path) ? path : null;
}

/** Tries connections with the TLS library of Node or Bun. */
export async function judgeWith(program: string, trial: TlsTrial): Promise<Judgements> {
  const args = [join(import.meta.dirname, 'tls-child.ts'), JSON.stringify(trial)];
  const { stdout } = await promisify(execFile)(program, args, { timeout: 60_000 });
  return judgementsSchema.parse(JSON.parse(stdout));
}
