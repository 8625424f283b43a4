# Runs the Pester suite on a module and leaves the outcome as JSON; build/Tasks counts it.
[CmdletBinding()]
param(
    # The module under test: its folder, or its name where it is installed. The tests read it from FLUENCEVM_MODULE.
    [string] $Module = (Join-Path $PSScriptRoot '../../out/FluenceVm'),
    [string] $ReportPath
)
$ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 5.5
$env:FLUENCEVM_MODULE = $Module

$configuration = New-PesterConfiguration
$configuration.Run.Path = $PSScriptRoot
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = if ($ReportPath) { 'None' } else { 'Detailed' }
$result = Invoke-Pester -Configuration $configuration
if (-not $result) { throw 'Pester ended without a result.' }
if (-not $ReportPath) { exit $result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount }

function ConvertTo-Outcome($Item, $Name) {
    $message = foreach ($record in $Item.ErrorRecord) {
        $record.Exception.Message
        $record.ScriptStackTrace -split "`n" | Where-Object { $_ -like '*.Tests.ps1:*' } | Select-Object -First 1
    }
    @{ test = $Name; message = if ($message) { $message -join "`n" } else { 'It did not run: the set-up of its block failed.' } }
}
$report = @{
    passed   = $result.PassedCount
    failures = @(
        $result.Failed | ForEach-Object { ConvertTo-Outcome $_ $_.ExpandedPath }
        $result.FailedBlocks | Where-Object ErrorRecord | ForEach-Object { ConvertTo-Outcome $_ $_.ExpandedPath }
        $result.FailedContainers | ForEach-Object { ConvertTo-Outcome $_ "$($_.Item)" }
    )
    skips    = @(
        $result.Skipped | ForEach-Object {
            $because = "$($_.ErrorRecord)" -replace '^is skipped, because '
            @{ test = $_.ExpandedPath; message = if ($because) { $because } else { $_.ExpandedPath } }
        }
    )
}
[IO.File]::WriteAllText($ReportPath, (ConvertTo-Json $report -Depth 4))
