# The whole list, taken into a variable: the first call of a session, and later ones.
param([string] $Tool, [string] $Module, [string] $Endpoint, [int] $Count)
$env:FLUENCE_ENDPOINT = $Endpoint
if ($Tool -eq 'FluenceVm') {
    Import-Module $Module
    # Invoke-RestMethod is told the generation's address, so the module is told the generation.
    $call = { $null = Connect-Fluence -ApiVersion MarketV3; Get-FluenceVm }
}
else {
    $call = { Invoke-RestMethod "${Endpoint}vms/v3" -Headers @{ 'X-API-KEY' = $env:FLUENCE_API_KEY } }
}
$times = foreach ($round in 0..4) {
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $vms = & $call
    $clock.Elapsed.TotalMilliseconds
    if ($vms.Count -ne $Count) { throw "$Tool gave $($vms.Count) VMs and not $Count." }
}
ConvertTo-Json @{
    first = $times[0]
    later = ($times[1..4] | Sort-Object)[1]
    peak  = [Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 / 1MB
}
