# Runs the commands of docs/first-session.md on the embedded emulator, and shows them and what they print as a prompt would.
$ErrorActionPreference = 'Stop'
Set-Location "$PSScriptRoot/.."
. ./build/Help/Examples.ps1
if ($PSStyle -and [Console]::IsOutputRedirected) { $PSStyle.OutputRendering = 'PlainText' }

foreach ($example in Get-Example ([IO.File]::ReadAllText((Convert-Path docs/first-session.md)))) {
    "PS> $($PSStyle.Foreground.BrightCyan)$($example.Code -replace '\n', "`n>>  ")$($PSStyle.Reset)"
    # In this scope, so that the next command has its variables.
    $printed = . ([scriptblock]::Create($example.Code)) | Out-String -Width $ExampleWidth
    if ($printed.Trim()) { "`n$($printed.Trim())" }
    ''
}
