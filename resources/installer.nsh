!include LogicLib.nsh

; electron-builder leaves these out if a script has its own check, though _CHECK_APP_RUNNING needs them.
!include "getProcessInfo.nsh"
Var pid

; Asks a running Rekey to quit, so that its jobs pause in order and no password stays on the clipboard. The installer
; and the uninstaller end it only if it is still there after that.
!macro customCheckAppRunning
  !insertmacro IS_POWERSHELL_AVAILABLE
  ${if} ${FileExists} "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
    !insertmacro FIND_PROCESS "${APP_EXECUTABLE_FILENAME}" $R0
    ${if} $R0 == 0
      Exec '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" --quit'
      ; As long as the requests in flight may take.
      ${for} $R1 1 30
        Sleep 1000
        !insertmacro FIND_PROCESS "${APP_EXECUTABLE_FILENAME}" $R0
        ${if} $R0 != 0
          ${exitFor}
        ${endIf}
      ${next}
    ${endIf}
  ${endIf}
  !insertmacro _CHECK_APP_RUNNING
!macroend

!ifndef BUILD_UNINSTALLER
  !include "policy-folder.nsh"

  !macro customInstall
    ; Impossible without administrator rights: see docs/administrators.md.
    ${if} $installMode == "all"
      Push $0
      Call ProtectPolicyFolder
      Pop $0
      ${if} $0 != 0
        ${if} $LANGUAGE == 1031
          MessageBox MB_OK|MB_ICONEXCLAMATION "Der Ordner ${POLICY_FOLDER} konnte nicht auf Administratoren beschränkt werden. Schränken Sie ihn selbst ein, damit kein Benutzer eine Richtlinie für alle anlegt." /SD IDOK
        ${else}
          MessageBox MB_OK|MB_ICONEXCLAMATION "The folder ${POLICY_FOLDER} couldn't be restricted to administrators. Restrict it yourself, so that no user can create a policy for everyone." /SD IDOK
        ${endIf}
      ${endIf}
      Pop $0
    ${endIf}
  !macroend
!endif

; An update uninstalls as well, and must leave the user's settings alone.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    ; The class through which Windows starts Rekey for a click on a notification (main/shell/lifecycle/app-id.ts).
    DeleteRegKey HKCU "Software\Classes\CLSID\{3B0E7E0C-57C1-4E0B-9D3D-6C1F4B6C9E57}"
    ; Starting at login, as Electron names it (main/shell/lifecycle/login-item.ts).
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "${APP_ID}"
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run" "${APP_ID}"
    ${if} $installMode == "all"
      ; Only if it contains no policy.
      RMDir "C:\ProgramData\Rekey for 3CX"
    ${endIf}
  ${endIf}
!macroend
