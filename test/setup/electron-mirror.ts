import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { zip } from '../../scripts/cli/archive-files.ts';
import { electronVersion } from '../../scripts/electron/paths.ts';

/** How a mirror answers a request for the archive. */
export type Answer = (response: ServerResponse, archive: Buffer) => void;

export const whole: Answer = (response, archive) => response.end(archive);

/** A download mirror for Electron, whose archive contains a shell script in place of Electron, and its checksums. */
export async function startElectronMirror({ answer = whole, sum }: { answer?: Answer; sum?: string } = {}) {
  const name = `electron-v${electronVersion}-${process.platform}-${process.arch}.zip`;
  const files: Record<string, string | Buffer> = {
    electron: '#!/bin/sh\necho "Electron was started"\n',
    version: electronVersion,
    // Large enough to take a while to download, however it is compressed.
    filling: randomBytes(2_000_000),
  };
  const archive = await zip(
    Object.entries(files).map(([path, content]) => ({
      path,
      content: Buffer.from(content),
      executable: true,
    })),
  );
  const digest = sum ?? createHash('sha256').update(archive).digest('hex');
  const mirror = { url: '', downloads: 0, answer, close: () => void server.closeAllConnections() };
  const server = createServer((request, response) => {
    if (request.url === `/v${electronVersion}/SHASUMS256.txt`) response.end(`${digest} *${name}\n`);
    else if (request.url === `/v${electronVersion}/${name}`) {
      mirror.downloads += 1;
      mirror.answer(response, archive);
    } else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  mirror.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  mirror.close = () => {
    server.close();
    server.closeAllConnections();
  };
  return mirror;
}
