/** What Windows knows the program by, also before it runs: as in electron-builder.yml. */
export const appId = 'org.rekey.RekeyFor3CX';
