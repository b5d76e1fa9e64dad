; Asks a running Rekey to quit, so that its jobs pause in order and no password stays on the clipboard. The installer
; and the uninstaller end it only if it is still there after that.
!macro customCheckAppRunning
  !insertmacro IS_POWERSHELL_AVAILABLE
  ${if} ${FileExists} "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
    !insertmacro FIND_PROCESS "${APP_EXECUTABLE_FILENAME}" $R0
    ${if} $R0 == 0
      Exec '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" --quit'
      ; As long as the requests that are under way may take.
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

; The class by which Windows starts Rekey for a click on a notification (main/shell/app-id.ts).
!macro customUnInstall
  DeleteRegKey HKCU "Software\Classes\CLSID\{3B0E7E0C-57C1-4E0B-9D3D-6C1F4B6C9E57}"
!macroend
