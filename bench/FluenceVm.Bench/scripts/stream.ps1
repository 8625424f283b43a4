# The list, looked at one by one: nothing is kept. The time is that of a later call.
param([string] $Module, [string] $Endpoint, [int] $Count)
$env:FLUENCE_ENDPOINT = $Endpoint
Import-Module $Module
$null = Connect-Fluence -ApiVersion MarketV3
$times = foreach ($round in 0..2) {
    $seen = 0
    $clock = [Diagnostics.Stopwatch]::StartNew()
    Get-FluenceVm | & { process { $seen++ } end { $script:all = $seen } }
    $clock.Elapsed.TotalMilliseconds
    if ($all -ne $Count) { throw "$all VMs came and not $Count." }
}
$numbers = 1..$Count
$empty = foreach ($round in 0..2) {
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $numbers | & { process { $seen++ } }
    $clock.Elapsed.TotalMilliseconds
}
ConvertTo-Json @{
    empty = ($empty | Sort-Object)[0]
    time  = ($times | Sort-Object)[0]
    peak  = [Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 / 1MB
}
