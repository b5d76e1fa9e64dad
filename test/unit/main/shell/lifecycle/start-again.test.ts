import { expect, test } from 'vitest';
import { type Start, startAgain } from '../../../../../main/shell/lifecycle/start-again.ts';

const installed: Start = { argv: ['/opt/rekey'], env: {}, appPath: null, dataFolder: null };

test('the app is relaunched as before, for another task', () => {
  const argv = ['/opt/rekey', '--in-tray', '--ozone-platform=x11', '/home/ann/first.rekey'];
  expect(startAgain({ ...installed, argv }, ['/home/ann/second.rekey'])).toEqual({
    args: ['--ozone-platform=x11', '/home/ann/second.rekey'],
  });
  expect(startAgain(installed, [])).toEqual({ args: [] });
});

test('it is relaunched with the same data, and with its path while it is not packaged', () => {
  const argv = ['/bin/electron', '.', '--data-dir', 'data'];
  const start = { ...installed, argv, appPath: '/home/ann/app', dataFolder: '/home/ann/data' };
  expect(startAgain(start, ['--in-tray']).args).toEqual([
    '/home/ann/app',
    '--data-dir',
    '--data-dir=/home/ann/data',
    '--in-tray',
  ]);
});

test('an AppImage is started by its file', () => {
  const env = { APPIMAGE: '/home/ann/Rekey.AppImage' };
  expect(startAgain({ ...installed, env }, [])).toEqual({ args: [], execPath: '/home/ann/Rekey.AppImage' });
});
