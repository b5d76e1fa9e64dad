import type { Format } from './format.ts';
import { code, rich, strong } from './rich.ts';

/**
 * Everything the program says in English, by the place that says it. Sentences are whole: no other place puts words
 * together. `Texts` in `index.ts` is what every other language has to have, too.
 */
export const english = ({ number }: Format) => {
  const devices = (count: number): string => `${number(count)} ${count === 1 ? 'device' : 'devices'}`;

  return {
    /** Words of more than one place. */
    words: {
      cancel: 'Cancel',
      tryAgain: 'Try again',
      saved: 'Saved',
      loading: 'Loading…',
      listNotFetched: 'Device list not fetched yet',
      editPbx: (pbx: string) => `Edit ${pbx}`,
      switchTo: (pbx: string) => `Switch to ${pbx}`,
      devices,
    },

    time: {
      justNow: 'just now',
      minutesAgo: (minutes: number) => `${number(minutes)} min ago`,
      hoursAgo: (hours: number) => `${number(hours)} h ago`,
      daysAgo: (days: number) => `${number(days)} ${days === 1 ? 'day' : 'days'} ago`,
      seconds: (seconds: number) => `${number(seconds)} s`,
      minutes: (minutes: number, seconds: number) => `${minutes} min ${String(seconds).padStart(2, '0')} s`,
      hours: (hours: number, minutes: number) => `${hours} h ${minutes} min`,
    },

    /** Of the closed set in `common/errors.ts`. */
    errors: {},

    /** Why a text is no MAC. */
    macs: {},

    /** The window's frame: places, header, banners. */
    shell: {
      starting: 'Starting…',
      places: {
        label: 'Places',
        device: 'Device',
        list: 'List',
        history: 'History',
        pbxs: 'PBXs',
        settings: 'Settings',
      },
      version: (version: string) => `Version ${version}`,
      runningJobs: 'Running jobs',
      percent: (percent: number) => `${number(percent)} %`,
      progress: (done: number, total: number) => `${number(done)} of ${number(total)}`,

      /** The header. */
      pbx: 'PBX',
      noPbx: 'No PBX connected yet',
      demo: 'Demo',
      demoMeans: 'This is the built-in demo 3CX; nothing here is real.',
      listNotRefreshed: 'Not refreshed',
      listAge: (count: number, ago: string) => `${devices(count)} - ${ago}`,
      listUnreadable: (count: number) => `${number(count)} unreadable`,
      listFetched: (moment: string) => `Fetched ${moment}`,
      refreshList: 'Refresh the device list',
      refreshingList: 'Fetching the device list',

      /** Banners. */
      notices: 'Notices',
      checkAgain: 'Check again',
      refreshAgain: 'Refresh again',
      openJobs: 'Unfinished jobs',
      jobInterrupted: (job: number, pbx: string, done: number, total: number) =>
        `Job ${job} on ${pbx} was interrupted: ${number(done)} of ${number(total)} done.`,
      jobPaused: (job: number, pbx: string, done: number, total: number) =>
        `Job ${job} on ${pbx} is paused: ${number(done)} of ${number(total)} done.`,
      resume: 'Resume',
      show: 'Show',
      showJob: (job: number) => `Show job ${job}`,
      later: 'Later',
      laterJob: (job: number) => `Later, job ${job}`,
    },

    /** One device, its password, and the newest results. */
    device: {
      label: 'Regenerate one device',
      mac: 'MAC address',
      regenerate: 'Regenerate password',
      showCurrent: 'Show current password',

      /** What is understood of the text in the field. */
      enterMac: 'Type, paste or scan the MAC address on the device’s label.',
      enterMacFirst: 'Enter a MAC address first.',
      digits: (digits: number) => `${digits} of 12 digits`,
      unnamed: 'Device without a name',
      listFetched: (ago: string) => `list fetched ${ago}`,
      deskPhone: (owner: string | null) =>
        `This is ${owner ?? 'a user'}’s desk phone, not a gateway or DECT base.`,
      deskPhoneHint: 'Its password belongs to the user. Open the user in 3CX’s console to regenerate it.',
      notListed: (pbx: string) => `Not listed on ${pbx}`,
      notListedHint: (ago: string) =>
        `The list was fetched ${ago}. The device may be newer, or belong to another PBX.`,
      readingList: 'Reading the device list…',
      notLookedUp: 'Not looked up',
      noListHint: 'It cannot be said yet which device this is. Regenerating fetches the list first.',
      lookUpNeeded: 'The device list is needed to say which device this is. Nothing was regenerated.',
      fetchList: 'Fetch the list',
      refreshList: 'Refresh the list',
      tryAnyway: 'Try anyway',

      /** Before it is done. */
      question: (name: string, pbx: string) => rich`Give ${strong(name)} on ${strong(pbx)} a new password?`,
      oldOneStops: 'The old one stops working once the device has taken over the new one.',
      isNotListed: (pbx: string) => `It is not in the device list of ${pbx}.`,
      isNotLookedUp: (pbx: string) =>
        `It could not be looked up: the API client may not read the device list of ${pbx}. Check the MAC address.`,
      yes: 'Regenerate',

      /** What is done, or was done last. */
      headlines: {
        running: (name: string) => `Regenerating the password of ${name}…`,
        cancelling: (name: string) => `Cancelling for ${name}…`,
        reading: (name: string) => `Reading the current password of ${name}…`,
        succeeded: (name: string) => `New password for ${name}`,
        uncertain: 'It is not certain whether there is a new password',
        cancelled: (name: string) => `Cancelled: ${name} keeps its password`,
        notCarriedOut: (name: string) => `No new password for ${name}`,
        read: (name: string) => `Current password of ${name}`,
        readNone: (name: string) => `${name} has no password on the PBX`,
        notRead: (name: string) => `The password of ${name} could not be read`,
      },
      /** @param make empty where the name says it; @param clock empty until it has ended */
      about: (mac: string, make: string, pbx: string, clock: string) =>
        rich`${code(mac)}${make && ` - ${make}`} on ${pbx}${clock && ` at ${clock}`}`,
      cancelling: 'Cancelling…',
      sentIsWaitedFor: 'What was sent already is waited for.',
      connecting: 'Connecting to the PBX',
      waitingForAnswer: 'Waiting for the PBX’s answer',
      waitingForAnswerAgain: (attempt: number) => `Waiting for the PBX’s answer, try ${attempt}`,
      /** Why a try is waited with; `tryingAgain` takes it. */
      waits: {
        busy: 'PBX busy',
        notReached: 'PBX not reached',
        signInTaken: 'Another program took the sign-in',
        other: 'Not carried out yet',
      },
      /** @param left empty once it is over */
      tryingAgain: (reason: string, left: string) => `${reason}, trying again ${left ? `in ${left}` : 'now'}`,
      nothingIsChanged: 'Nothing is changed by this.',
      cancelledUnsent: 'It was cancelled before its request was sent.',
      takenOverLater:
        'The device probably takes it over when it next fetches its provisioning; until then try the old one.',
      notTold: 'The PBX made a new password, but did not say which, and it could not be read afterwards.',
      readFromPbx: 'Read from the PBX',
      oldOrNew: 'Password read back - may be the old or the new one',
      noneReadBack: 'No password could be read back.',
      keepsPassword: 'The device keeps its password.',
      runAgain: 'Run again',
      currentPassword: 'Current password',
      readOnly: 'Read from the PBX; nothing was changed.',
      noneToRead: 'Nothing was changed. Regenerate the password to give the device one.',

      /** A password that is kept. */
      hidden: 'Password hidden',
      gone: 'No longer kept',
      itIsGone: 'It is no longer kept.',
      copy: 'Copy',
      /** @param of a device's name, or `ofAt` */
      copyOf: (of: string) => `Copy the password of ${of}`,
      copyKeys: 'Ctrl+C',
      reveal: 'Reveal',
      revealOf: (of: string) => `Reveal the password of ${of}`,
      hide: 'Hide',
      hideOf: (of: string) => `Hide the password of ${of}`,
      ofAt: (name: string, clock: string) => `${name}, ${clock}`,
      copied: 'Copied',
      rowsCopied: (rows: number) =>
        `Copied ${number(rows)} ${rows === 1 ? 'row' : 'rows'} of MAC, device and password`,
      /** @param copied `copied`, or `rowsCopied` */
      copiedFor: (copied: string, left: string) => `${copied} - cleared from the clipboard in ${left}`,

      /** The newest results. */
      recent: (pbx: string) => `Recent on ${pbx}`,
      noneRecent: 'Nothing yet. What you regenerate on this PBX is listed here.',
      readAgain: 'Read again',
      states: {
        succeeded: 'New password',
        uncertain: 'Uncertain',
        failed: 'Failed',
        cancelled: 'Cancelled',
        queued: 'Not carried out',
        running: 'Under way',
      },
      remarks: {
        notTold: 'password not told',
        oldOrNew: 'old or new password',
        noneReadBack: 'no password read back',
        gone: 'Password no longer kept',
      },
    },

    list: {},

    jobs: {},

    history: {},

    /** The PBXs screen, its form, and the way to the first PBX. */
    pbxs: {
      none: 'No PBX is set up on this computer yet. Add one to begin.',
      connectFirst: 'Connect your first PBX',
      connect: 'Connect a PBX',
      whereToFindKey: [
        rich`In 3CX’s console open ${strong('Integrations > API')} and add an API client: department ${strong('DEFAULT')}, role ${strong('System Owner')}, ${strong('3CX Configuration API access')} on.`,
        rich`Enter its ${strong('client ID')} and ${strong('API key')} in Rekey; 3CX shows the key only once. Make one API client per computer: a second sign-in ends the first.`,
      ],

      /** A PBX's card. */
      clientIdOf: (clientId: string) => rich`Client ID ${code(clientId)}`,
      test: 'Test',
      testOf: (pbx: string) => `Test ${pbx}`,
      edit: 'Edit',
      remove: 'Remove',
      removeOf: (pbx: string) => `Remove ${pbx}`,
      pinned: 'Certificate pinned',
      notTried: 'Not tried yet',
      /** @param version null where it is not known */
      answered: (ago: string, version: string | null) =>
        `Answered ${ago}${version ? `, 3CX ${version}` : ''}`,
      lastAnswered: (ago: string, version: string | null) =>
        `Last answered ${ago}${version ? `, 3CX ${version}` : ''}`,

      /** How hard lists work it. */
      pace: {
        /** @param perSecond null for no limit */
        is: (atOnce: number, perSecond: number | null) =>
          `Speed: ${number(atOnce)} at once, ${perSecond === null ? 'no limit per second' : `at most ${number(perSecond)} per second`}`,
        change: 'Change',
        changeOf: (pbx: string) => `Change the speed of ${pbx}`,
        of: (pbx: string) => `Speed of ${pbx}`,
        atOnce: 'Devices at once',
        atOnceHint: (most: number) => `1 to ${number(most)}`,
        atOnceWrong: (most: number) => `A whole number from 1 to ${number(most)}.`,
        perSecond: 'Devices per second',
        perSecondHint: (most: number) => `1 to ${number(most)}, or empty for no limit`,
        perSecondWrong: (most: number) => `A whole number from 1 to ${number(most)}, or nothing.`,
        save: 'Save speed',
      },

      /** How a test went. */
      passed: 'The PBX answered and accepted the API key',
      /** @param version null where it is not known; @param count null where the list may not be read */
      passedFacts: (version: string | null, count: number | null) =>
        `${version ? `3CX ${version}` : 'Its version is not known'}${
          count === null
            ? '. Its role may not read the device list, so devices cannot be recognised by name.'
            : `, ${number(count)} ${count === 1 ? 'gateway or DECT base' : 'gateways and DECT bases'}.`
        }`,
      tryKeyAgain: 'Try the key once more',
      tryKeyAgainHint:
        'Try it once more only if it was put right in 3CX’s console: more refusals can block this address.',
      editToTrust: 'Edit to trust it',
      editAddress: 'Edit the address',
      editKey: 'Edit the client ID and key',

      removeQuestion: (pbx: string) => rich`Remove ${strong(pbx)} from this computer?`,
      removeLoses:
        'Its API key is deleted from the keychain, and its device list with it. Nothing changes on the PBX.',
      removeKeeps: 'What was regenerated stays under History, with its passwords as long as they are kept.',
      keep: 'Keep',

      /** The form. */
      addTitle: 'Add a PBX',
      add: 'Add PBX',
      address: 'Address',
      addressHint:
        'The address of 3CX’s web client; a self-hosted one mostly has a port: https://pbx.example.com:5001.',
      addressMissing: 'Enter the address of the PBX.',
      name: 'Name',
      nameHint: 'What you call this PBX. Left empty, it is called by its host.',
      clientId: 'Client ID',
      clientIdMissing: 'Enter the client ID.',
      apiKey: 'API key',
      apiKeyHint: 'It is kept in this computer’s keychain, and never shown again.',
      apiKeyStored: 'Leave empty to keep the stored one.',
      apiKeyMissing: 'Enter the API key.',
      trustNew: 'Trust the new certificate',
      trust: 'Trust this certificate',
      onlyTrusted: 'Only this certificate is trusted (SHA-256)',
      forgetTrust: 'Use this computer’s own trust instead',
      save: 'Save',
      testConnection: 'Test connection',
      discardQuestion: 'Discard what you entered?',
      discard: 'Discard',
      keepEditing: 'Keep editing',
    },

    /** Parts that every place is made of. */
    ui: {
      optional: '(optional)',
      dismiss: 'Dismiss',
      emptySearch: 'Empty the search',
      retryIn: (left: string) => `It can be tried again in ${left}.`,
      retryNow: 'It can be tried again now.',
      certificate: {
        problem: 'Problem',
        problems: {
          'self-signed': 'It is self-signed',
          'unknown-authority': 'This computer does not know the authority that signed it',
          expired: 'It has expired, or this computer’s clock is wrong',
          'not-yet-valid': 'It is not valid yet, or this computer’s clock is wrong',
          'wrong-host': 'It was made for another name',
        },
        madeFor: 'Made for',
        valid: 'Valid',
        validity: (from: string, to: string) => `${from} to ${to}`,
        unknown: 'unknown',
        fingerprint: 'Fingerprint (SHA-256)',
        trustedBefore: 'Trusted until now (SHA-256)',
        shownNow: 'Shown now (SHA-256)',
      },
    },

    setupFiles: {},

    settings: {
      title: 'Settings',
      language: 'Language',
      languageHint: 'System follows what this computer is set to.',
      system: 'System',
    },

    /** The quick panel. */
    panel: {},

    /** Jobs that wait for their PBX. */
    waiting: {},

    /** Menus, the tray, notifications and the system's own dialogs. */
    system: {},

    /** Networks and what stands in the way there. */
    network: {},
  };
};
