# The list, looked at one by one: nothing is kept.
param([string] $Module, [string] $Endpoint, [int] $Count)
$env:FLUENCE_API_KEY = 'bench-key-not-a-secret'
$env:FLUENCE_ENDPOINT = $Endpoint
Import-Module $Module
$seen = 0
Get-FluenceVm | ForEach-Object { $seen++ }
if ($seen -ne $Count) { throw "$seen VMs came and not $Count." }
ConvertTo-Json @{ peak = [Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 / 1MB }
