; Makes sure that only administrators can write the folder of the policy file (main/policy/read.ts), which Windows lets
; every user create. Whatever an ordinary user has put there is set aside. Needs administrator rights.

!include LogicLib.nsh

!define POLICY_FOLDER "C:\ProgramData\Rekey for 3CX"
; Administrators own it; they and the system have full access, users may read; nothing is inherited.
!define POLICY_RIGHTS "O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)"

!define SE_FILE_OBJECT 1
!define OWNER_SECURITY_INFORMATION 1
; Owner and permissions, with nothing inherited.
!define OWNER_AND_PROTECTED_RIGHTS 0x80000005
!define FILE_ATTRIBUTE_REPARSE_POINT 0x400
!define WIN_LOCAL_SYSTEM_SID 22
!define WIN_BUILTIN_ADMINISTRATORS_SID 26

; Replaces a path on the stack by 1 if it belongs to administrators or the system and is not a link, by 0 otherwise.
Function IsAdministrators
  Exch $0
  Push $1
  Push $2
  Push $3
  Push $4
  StrCpy $4 0
  System::Call 'kernel32::GetFileAttributesW(w r0) i .r3'
  IntOp $3 $3 & ${FILE_ATTRIBUTE_REPARSE_POINT}
  ${if} $3 == 0
    System::Call 'advapi32::GetNamedSecurityInfoW(w r0, i ${SE_FILE_OBJECT}, i ${OWNER_SECURITY_INFORMATION}, *p .r1, p 0, p 0, p 0, *p .r2) i .r3'
    ${if} $3 == 0
      System::Call 'advapi32::IsWellKnownSid(p r1, i ${WIN_BUILTIN_ADMINISTRATORS_SID}) i .r4'
      ${if} $4 == 0
        System::Call 'advapi32::IsWellKnownSid(p r1, i ${WIN_LOCAL_SYSTEM_SID}) i .r4'
      ${endIf}
      System::Call 'kernel32::LocalFree(p r2)'
    ${endIf}
  ${endIf}
  StrCpy $0 $4
  Pop $4
  Pop $3
  Pop $2
  Pop $1
  Exch $0
FunctionEnd

; Renames the file or folder at a path on the stack if it exists and is not the administrators'.
Function SetAsideUnlessAdministrators
  Exch $0
  Push $1
  System::Call 'kernel32::GetFileAttributesW(w r0) i .r1'
  ${if} $1 != -1
    Push $0
    Call IsAdministrators
    Pop $1
    ${if} $1 == 0
      System::Call 'kernel32::GetTickCount() i .r1'
      Rename "$0" "$0 (set aside $1)"
    ${endIf}
  ${endIf}
  Pop $1
  Pop $0
FunctionEnd

; Sets owner and permissions of the folder. Leaves 0 on the stack if that succeeded.
Function RestrictPolicyFolder
  Push $0
  Push $1
  Push $2
  Push $3
  System::Call 'advapi32::ConvertStringSecurityDescriptorToSecurityDescriptorW(w "${POLICY_RIGHTS}", i 1, *p .r1, p 0) i .r0'
  ${if} $0 == 0
    StrCpy $0 1
  ${else}
    System::Call 'advapi32::GetSecurityDescriptorOwner(p r1, *p .r2, *i .r0)'
    System::Call 'advapi32::GetSecurityDescriptorDacl(p r1, *i .r0, *p .r3, *i .r0)'
    System::Call 'advapi32::SetNamedSecurityInfoW(w "${POLICY_FOLDER}", i ${SE_FILE_OBJECT}, i ${OWNER_AND_PROTECTED_RIGHTS}, p r2, p 0, p r3, p 0) i .r0'
    System::Call 'kernel32::LocalFree(p r1)'
  ${endIf}
  Pop $3
  Pop $2
  Pop $1
  Exch $0
FunctionEnd

; Leaves 0 on the stack if only administrators can write the folder now.
Function ProtectPolicyFolder
  Push $0
  Push $1
  Push $2
  StrCpy $0 1
  ; Several times, because a user may create the folder again in between.
  ${for} $2 1 5
    Push "${POLICY_FOLDER}"
    Call SetAsideUnlessAdministrators
    ; It returns whether the folder existed. One that did must already be the administrators'.
    System::Call 'kernel32::CreateDirectoryW(w "${POLICY_FOLDER}", p 0) i .r1'
    ${if} $1 == 0
      Push "${POLICY_FOLDER}"
      Call IsAdministrators
      Pop $1
    ${endIf}
    ${if} $1 != 0
      Call RestrictPolicyFolder
      Pop $0
      ${exitFor}
    ${endIf}
  ${next}
  ; It may have been written before the folder was restricted.
  Push "${POLICY_FOLDER}\policy.json"
  Call SetAsideUnlessAdministrators
  ; One that a user keeps open remains.
  System::Call 'kernel32::GetFileAttributesW(w "${POLICY_FOLDER}\policy.json") i .r1'
  ${if} $1 != -1
    Push "${POLICY_FOLDER}\policy.json"
    Call IsAdministrators
    Pop $1
    ${if} $1 == 0
      StrCpy $0 1
    ${endIf}
  ${endIf}
  Pop $2
  Pop $1
  Exch $0
FunctionEnd
