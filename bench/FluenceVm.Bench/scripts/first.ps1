param([string] $Module, [string] $Endpoint)
$env:FLUENCE_API_KEY = 'bench-key-not-a-secret'
$env:FLUENCE_ENDPOINT = $Endpoint
Import-Module $Module
$clock = [Diagnostics.Stopwatch]::StartNew()
$vms = Get-FluenceVm
$first = $clock.Elapsed.TotalMilliseconds
if (-not $vms) { throw 'No VM came.' }
ConvertTo-Json @{ first = $first }
