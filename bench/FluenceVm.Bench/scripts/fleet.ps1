# One step with a whole fleet, in a session that has listed before.
param([string] $Module, [string] $Endpoint, [string] $ApiKey, [string] $Step, [int] $Count)
$env:FLUENCE_API_KEY = $ApiKey
Import-Module $Module
$null = Connect-Fluence -Endpoint $Endpoint
$null = Get-FluenceVm vm-1
$steps = @{
    list   = { $script:vms = Get-FluenceVm }
    wait   = { $script:vms = Get-FluenceVm | Wait-FluenceVm -PassThru }
    remove = { $script:vms = Get-FluenceVm | Remove-FluenceVm -PassThru -Confirm:$false }
}
$clock = [Diagnostics.Stopwatch]::StartNew()
& $steps[$Step]
$time = $clock.Elapsed.TotalMilliseconds
if ($vms.Count -ne $Count) { throw "$Step gave $($vms.Count) VMs and not $Count." }
ConvertTo-Json @{ time = $time }
