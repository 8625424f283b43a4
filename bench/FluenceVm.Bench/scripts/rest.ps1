# What a user takes without a module: one list of the same service, and its table.
param([string] $Endpoint, [string] $ApiKey)
$null = Get-Process -Id $PID | Format-Table | Out-String
$clock = [Diagnostics.Stopwatch]::StartNew()
$vms = (Invoke-RestMethod "${Endpoint}v3/vms" -Headers @{ 'X-API-KEY' = $ApiKey }).items
$shown = $vms | Format-Table name, status, id | Out-String
$time = $clock.Elapsed.TotalMilliseconds
if ($shown -notmatch 'web-1') { throw "The table isn't one of the fleet: $shown" }
ConvertTo-Json @{ time = $time }
