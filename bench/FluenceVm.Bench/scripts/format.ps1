# A table of many objects, against the built-in view of as many processes.
param([string] $Module, [string] $Endpoint, [int] $Count)
$env:FLUENCE_ENDPOINT = $Endpoint
Import-Module $Module
$null = Connect-Fluence -ApiVersion MarketV3
$sets = @{
    vms       = Get-FluenceVm
    processes = @(Get-Process -Id $PID) * $Count
}
$times = @{ vms = @(); processes = @() }
foreach ($round in 0..4) {
    foreach ($name in 'vms', 'processes') {
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $sets[$name] | Format-Table | Out-String -Width 200 | Out-Null
        $times[$name] += $clock.Elapsed.TotalMilliseconds
    }
}
ConvertTo-Json @{
    vms       = ($times.vms | Sort-Object)[2]
    processes = ($times.processes | Sort-Object)[2]
}
