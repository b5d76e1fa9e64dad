/** `GET /SystemStatus`: what a dashboard shows. The licence key is a secret. */
export function systemStatus(options: {
  licenceKey: string;
  extensions: number;
  version: string;
  now: Date;
}): object {
  return {
    Activated: true,
    AutoUpdateEnabled: true,
    AvailableLocalIps: '192.168.10.2',
    BackupScheduled: true,
    CallsActive: 2,
    ChatUsedSpace: 1_048_576,
    CurrentLocalIp: '192.168.10.2',
    DBMaintenanceInProgress: false,
    DiskUsage: 31,
    ExpirationDate: '2027-03-01T00:00:00Z',
    ExtensionsRegistered: options.extensions,
    ExtensionsTotal: options.extensions,
    FQDN: 'demo.3cx.example',
    FreeDiskSpace: 41_231_499_264,
    HasNotRunningServices: false,
    HasUnregisteredSystemExtensions: false,
    Id: 0,
    Ip: '192.168.10.2',
    IpV4: '192.0.2.10',
    IpV6: null,
    IsAuditLogEnabled: true,
    IsChatLogEnabled: false,
    IsRecordingArchiveEnabled: false,
    LastBackupDateTime: '2026-01-11T02:00:00Z',
    LastCheckForUpdates: options.now.toISOString(),
    LastSuccessfulUpdate: '2026-01-08T03:00:00Z',
    LicenseActive: true,
    LicenseKey: options.licenceKey,
    LocalIpValid: true,
    LogUsedSpace: 52_428_800,
    MaintenanceExpiresAt: '2027-03-01T00:00:00Z',
    MaxSimCalls: 16,
    MaxUserExtensions: 0,
    OS: 'Linux',
    OutboundRules: 3,
    ProductCode: '3CXPSPROFENTSPLA16',
    RecordingQuota: 10_737_418_240,
    RecordingQuotaReached: false,
    RecordingStopped: false,
    RecordingUsedSpace: 0,
    RemoteConfigurationRequired: false,
    RemoteStorageEnabled: false,
    RemoteStorageStatus: 'NotConfigured',
    ResellerName: null,
    Support: true,
    TotalDiskSpace: 62_725_623_808,
    TrunksRegistered: 1,
    TrunksTotal: 1,
    UserExtensions: options.extensions,
    Version: options.version,
    VoicemailQuotaReached: false,
    VoicemailStopped: false,
  };
}

/** `GET /Defs/Pbx.GetLicenseParameters()`. */
export const licence = {
  CountryCode: 'CY',
  IsBrandingEnabled: true,
  IsCfdEnabled: true,
  IsEnterprise: true,
  IsMaintainceExpired: false,
  IsProfessional: true,
  MaxSimCalls: 16,
  ProductCode: '3CXPSPROFENTSPLA16',
} as const;
