/**
 * Small stand-ins for Electron's own distribution, enough for electron-builder to package the app for each system
 * without downloading Electron. They start nothing.
 */
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

const projectRoot = join(import.meta.dirname, '../..');

/** What precedes the fuses in Electron's binary (docs/tutorial/fuses of Electron), their version and number. */
const fuseWire = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX', 'latin1'),
  Buffer.from([1, 9]),
  Buffer.from('101001011', 'latin1'),
]);

/** Writes one for a system into a folder. */
export function writeStub(system: 'linux' | 'win' | 'mac', folder: string): void {
  const put = (path: string, content: string | Buffer): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content, { mode: 0o755 });
  };
  if (system === 'mac') {
    const contents = 'Electron.app/Contents';
    const frameworks = `${contents}/Frameworks`;
    put(`${contents}/MacOS/Electron`, 'stub');
    put(`${contents}/Info.plist`, plist('Electron'));
    put(`${contents}/Resources/en.lproj/locale.pak`, '');
    const framework = `${frameworks}/Electron Framework.framework`;
    put(`${framework}/Versions/A/Electron Framework`, fuseWire);
    for (const language of ['en', 'de', 'fr'])
      put(`${framework}/Versions/A/Resources/${language}.lproj/locale.pak`, '');
    for (const name of ['Electron Framework', 'Resources'])
      symlinkSync(`Versions/A/${name}`, join(folder, framework, name));
    for (const helper of ['', ' (GPU)', ' (Plugin)', ' (Renderer)']) {
      const name = `Electron Helper${helper}`;
      put(`${frameworks}/${name}.app/Contents/MacOS/${name}`, 'stub');
      put(`${frameworks}/${name}.app/Contents/Info.plist`, plist(name));
    }
    return;
  }
  if (system === 'win') put('electron.exe', windowsProgram());
  else put('electron', fuseWire);
  put('LICENSE', 'stub');
  put('LICENSES.chromium.html', 'stub');
  if (system === 'linux') put('chrome-sandbox', 'stub');
  for (const language of ['en-US', 'de', 'fr']) put(`locales/${language}.pak`, '');
}

/** A real Windows binary with version resources, for electron-builder to change; this one is a library. */
function windowsProgram(): Buffer {
  const library = readFileSync(join(projectRoot, 'node_modules/better-sqlite3/prebuilds/win32-x64.node'));
  const binary = NtExecutable.from(library, { ignoreCert: true });
  const resources = NtExecutableResource.from(binary);
  const version = Resource.VersionInfo.createEmpty();
  version.setStringValues({ lang: 1033, codepage: 1200 }, { FileDescription: 'Electron' });
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(binary);
  return Buffer.concat([Buffer.from(binary.generate()), fuseWire]);
}

function plist(name: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>CFBundleExecutable</key><string>${name}</string>
<key>CFBundleIdentifier</key><string>com.github.Electron</string>
<key>CFBundleName</key><string>${name}</string>
</dict></plist>`;
}
