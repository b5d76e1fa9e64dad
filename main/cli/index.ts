import { enableCompileCache } from './compile-cache.ts';

const minNodeMajor = 24;

if (Number.parseInt(process.versions.node, 10) < minNodeMajor) {
  process.stderr.write(
    `Rekey needs Node.js ${minNodeMajor} or newer; this is ${process.versions.node}. In a clone’s own folder, npx rekey uses one that comes with it.\n`,
  );
  process.exit(2);
}
// Everything else is loaded after this, because only that is compiled into the cache.
enableCompileCache();
await import('./main.ts');
