# Runs the Pester suite on a module and leaves the outcome as JSON; build/Tasks counts it.
[CmdletBinding()]
param(
    # The module under test: its folder, or its name if it is installed. The tests read it from FLUENCEVM_MODULE.
    [string] $Module = (Join-Path $PSScriptRoot '../../out/FluenceVm'),
    [string] $ReportPath,
    # The generation that tests take which don't say: by default the first of Generations.json. NotIn<Generation>.psd1 names the
    # cases that can't apply to one, each by itself.
    [string] $Generation,
    # Each: the files to run in each generation. The others know none: Module has those about the module as a whole, Others the rest.
    [ValidateSet('All', 'Module', 'Others', 'Each')]
    [string] $Files = 'All',
    # Pester: its name if it is installed, or its path.
    [string] $Pester = 'Pester'
)
$ErrorActionPreference = 'Stop'
Import-Module $Pester -MinimumVersion 5.5
$generations = ConvertFrom-Json ([IO.File]::ReadAllText("$PSScriptRoot/Generations.json"))
if (-not $Generation) { $Generation = $generations[0] }
if ($Generation -notin $generations) { throw "'$Generation' is not a generation of Generations.json." }
$started = [Diagnostics.Stopwatch]::StartNew()
$env:FLUENCEVM_MODULE = $Module
$env:FLUENCEVM_TEST_GENERATION = $Generation

$ofModule = 'Analyzer|Errors|Examples|Exports|Filters|Help|HostileNames|Input|Loading|Manners|Positions|Responses|Secrets|' +
    'Serialization|Switches|WhatIf'
$ofOthers = 'Runbooks|Cloud\.Story|Drafts\.Story|Machine\.Story|\w+-Cudos\w*|\w+-Machine(Credit|Owner)?'
$set = @{}
$set.Module, $rest = (Get-ChildItem $PSScriptRoot -Filter *.Tests.ps1).Where({ $_.Name -match "^($ofModule)\.Tests\.ps1$" }, 'Split')
$set.Others, $set.Each = $rest.Where({ $_.Name -match "^($ofOthers)\.Tests\.ps1$" }, 'Split')
$configuration = New-PesterConfiguration
$configuration.Run.Path = if ($Files -eq 'All') { $PSScriptRoot } else { $set[$Files].FullName }
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = if ($ReportPath) { 'None' } else { 'Detailed' }
$result = Invoke-Pester -Configuration $configuration
if (-not $result) { throw 'Pester ended without a result.' }

function ConvertTo-Outcome($Item, $Name) {
    $message = foreach ($record in $Item.ErrorRecord) {
        $record.Exception.Message
        $record.ScriptStackTrace -split "`n" | Where-Object { $_ -like '*.Tests.ps1:*' } | Select-Object -First 1
    }
    @{ test = $Name; message = if ($message) { $message -join "`n" } else { 'It did not run: the set-up of its block failed.' } }
}
# A case that can't apply must fail: one that passes is named without need, and that is a failure too.
$exceptions = "$PSScriptRoot/NotIn$Generation.psd1"
$notApplicable = if ($Files -in 'All', 'Each' -and (Test-Path $exceptions)) { Import-PowerShellDataFile $exceptions } else { @{} }
$excused = @($result.Failed | Where-Object { $notApplicable[$_.ExpandedPath] } | ForEach-Object ExpandedPath)
$needless = @($notApplicable.Keys | Where-Object { $_ -notin $excused })
$report = @{
    seconds  = [int] $started.Elapsed.TotalSeconds
    passed   = $result.PassedCount
    failures = @(
        $result.Failed | Where-Object ExpandedPath -NotIn $excused | ForEach-Object { ConvertTo-Outcome $_ $_.ExpandedPath }
        $needless | ForEach-Object { @{ test = $_; message = "NotIn$Generation.psd1 names it, but it did not fail." } }
        $result.FailedBlocks | Where-Object ErrorRecord | ForEach-Object { ConvertTo-Outcome $_ $_.ExpandedPath }
        $result.FailedContainers | ForEach-Object { ConvertTo-Outcome $_ "$($_.Item)" }
    )
    skips    = @(
        $excused | ForEach-Object { @{ test = $_; message = "Generation $Generation, because $($notApplicable[$_]): $_" } }
        $result.Skipped | ForEach-Object {
            $because = "$($_.ErrorRecord)" -replace '^is skipped, because '
            # What -Skip leaves out has no reason of its own; its tag is one.
            $tag = @($_.Tag) + @($_.Block.Tag) | Where-Object { $_ } | Select-Object -First 1
            @{ test = $_.ExpandedPath; message = if ($because) { $because } elseif ($tag) { $tag } else { $_.ExpandedPath } }
        }
    )
}
if ($ReportPath) { [IO.File]::WriteAllText($ReportPath, (ConvertTo-Json $report -Depth 4)) } else { exit $report.failures.Count }
