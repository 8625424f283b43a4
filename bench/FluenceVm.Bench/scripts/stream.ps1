# The list, looked at one by one: nothing is kept. The time is that of a later call, once the runtime has compiled for speed.
param([string] $Module, [string] $Endpoint, [int] $Count)
$env:FLUENCE_ENDPOINT = $Endpoint
Import-Module $Module
$null = Connect-Fluence -ApiVersion MarketV3
$times = foreach ($round in 0..9) {
    $seen = 0
    $clock = [Diagnostics.Stopwatch]::StartNew()
    Get-FluenceVm | & { process { $seen++ } end { $script:all = $seen } }
    $clock.Elapsed.TotalMilliseconds
    if ($all -ne $Count) { throw "$all VMs came and not $Count." }
}
$numbers = 1..$Count
$empty = foreach ($round in 0..9) {
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $numbers | & { process { $seen++ } }
    $clock.Elapsed.TotalMilliseconds
}
ConvertTo-Json @{
    empty = ($empty[5..9] | Sort-Object)[2]
    time  = ($times[5..9] | Sort-Object)[2]
    peak  = [Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 / 1MB
}
