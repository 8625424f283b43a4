<#
.SYNOPSIS
Runs a runbook as the only command of a step of a GitHub workflow.

.DESCRIPTION
Prints the runbook's report, puts it on the run's summary page, and turns a
failure into an annotation and a failed step.

.PARAMETER Runbook
The runbook's path.

.PARAMETER Parameters
Its parameters.

.EXAMPLE
./github-actions.ps1 ./Restore-VmFleet.ps1 @{ Name = 'web'; Count = 3; MaxPricePerEpoch = 0.7; SshKey = 'laptop' }
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Runbook,

    [Parameter(Position = 1)]
    [hashtable] $Parameters = @{}
)
$ErrorActionPreference = 'Stop'
$name = [IO.Path]::GetFileNameWithoutExtension($Runbook)
$failure = $null

# A line of the log that begins with two colons is a command to GitHub. Nothing that a service sends may be one.
$resume = [guid]::NewGuid().ToString('N')
"::stop-commands::$resume"
try { $null = & $Runbook @Parameters -OutVariable report }
catch { $failure = $_ }
$text = ($report | Out-String -Width 160).Trim()
$text
"::${resume}::"

if ($env:GITHUB_STEP_SUMMARY) {
    $outcome = if ($failure) { "failed: $failure" } else { 'done' }
    $lines = "### $name", '', '```text', (("$outcome`n`n$text") -replace '`', "'"), '```', ''
    [IO.File]::AppendAllText($env:GITHUB_STEP_SUMMARY, ($lines -join "`n"))
}
if ($failure) {
    $message = "$failure" -replace '%', '%25' -replace "`r", '%0D' -replace "`n", '%0A'
    "::error title=$name::$message"
    exit 1
}
