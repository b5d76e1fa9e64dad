/** Environment variables by which the launcher tells the child what to run. */
export const variables = {
  appPath: 'REKEY_HOST_APP_PATH',
  dataDir: 'REKEY_HOST_DATA_DIR',
  colorScheme: 'REKEY_HOST_COLOR_SCHEME',
  locale: 'REKEY_HOST_LOCALE',
  packaged: 'REKEY_HOST_PACKAGED',
  openFile: 'REKEY_HOST_OPEN_FILE',
  chrome: 'REKEY_HOST_CHROME',
} as const;
