# From the import to the first table, or to the first order's question.
param([string] $Module, [string] $Step, [string] $Endpoint, [string] $ApiKey)
$null = Get-Process -Id $PID | Format-Table | Out-String
if ($ApiKey) { $env:FLUENCE_API_KEY = $ApiKey }
$clock = [Diagnostics.Stopwatch]::StartNew()
Import-Module $Module
$null = if ($Endpoint) { Connect-Fluence -Endpoint $Endpoint } else { Connect-Fluence -Emulator }
$shown = if ($Step -eq 'table') { Get-FluenceVm | Out-String }
else { New-FluenceVm bench-1 ubuntu-22-04-x64 laptop -WhatIf 6>&1 | Out-String }
$time = $clock.Elapsed.TotalMilliseconds
if ($Step -eq 'table' -and $shown -notmatch 'web-1') { throw "The table isn't one of the fleet: $shown" }
ConvertTo-Json @{ time = $time }
