import { type AppHandlerParts, createAppHandlers } from './app-handlers.ts';
import { createDesktopHandlers, type DesktopHandlerParts } from './desktop-handlers.ts';
import { createDeviceHandlers, type DeviceHandlerParts } from './device-handlers.ts';
import { createDocumentHandlers, type DocumentHandlerParts } from './document-handlers.ts';
import { createFetchHandlers, type FetchHandlerParts } from './fetch-handlers.ts';
import { createJobHandlers, type JobHandlerParts } from './job-handlers.ts';
import { createNetworkHandlers, type NetworkHandlerParts } from './network-handlers.ts';
import { createPanelHandlers, type PanelHandlerParts } from './panel-handlers.ts';
import { createPasswordHandlers, type PasswordHandlerParts } from './password-handlers.ts';
import { createPbxHandlers, type PbxHandlerParts } from './pbx-handlers.ts';
import type { Handlers } from './serve.ts';
import { createSettingsHandlers, type SettingsHandlerParts } from './settings-handlers.ts';
import { createSetupFileHandlers, type SetupFileHandlerParts } from './setup-file-handlers.ts';

export type HandlerParts = AppHandlerParts &
  DesktopHandlerParts &
  PanelHandlerParts &
  PbxHandlerParts &
  SetupFileHandlerParts &
  DeviceHandlerParts &
  JobHandlerParts &
  FetchHandlerParts &
  PasswordHandlerParts &
  DocumentHandlerParts &
  NetworkHandlerParts &
  SettingsHandlerParts;

/** Handles all calls of windows, using the same services as the terminal. */
export function createHandlers(parts: HandlerParts): Handlers {
  const passwordHandlers = createPasswordHandlers(parts);
  return {
    ...createAppHandlers(parts),
    ...createDesktopHandlers(parts),
    ...createPanelHandlers(parts),
    ...createPbxHandlers(parts),
    ...createSetupFileHandlers(parts),
    ...createDeviceHandlers(parts),
    ...createJobHandlers(parts),
    ...passwordHandlers,
    ...createFetchHandlers(parts, passwordHandlers['passwords:copy']),
    ...createDocumentHandlers(parts),
    ...createNetworkHandlers(parts),
    ...createSettingsHandlers(parts),
  };
}
