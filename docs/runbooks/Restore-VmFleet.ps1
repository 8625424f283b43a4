<#
.SYNOPSIS
Keeps a number of VMs running, numbered and each under a price.

.DESCRIPTION
Counts the VMs web-1, web-2 and so on and orders those that are missing under
the lowest free numbers, one after the other, each with a public address. Run
it every half hour, never two at the same time.

It never orders twice for the same gap:
- An order whose response was lost is settled first. While it is unknown what
  became of one, nothing is ordered, and the run fails and says so.
- Every VM counts that has not ended, whatever it is doing just now.
- An order needs the journal of the runs before. Where a host forgets its disk,
  FLUENCEVM_HOME has to lead to a folder that is kept; an Azure sandbox keeps
  the time of the last order in the variable asset -MemoAsset instead.

It deletes nothing: VMs that have ended are for Remove-TerminatedVm, and more
than -Count VMs are a warning.

It writes one report, and then fails if there are fewer VMs than wanted.

The key comes from the credential asset -KeyAsset where this runs in Azure
Automation, else from the connection of the session, else from the environment
variable FLUENCE_API_KEY.

.PARAMETER Name
What the names of the fleet's VMs begin with, before a hyphen and a number, and
no others: letters, digits and hyphens.

.PARAMETER Count
How many VMs the fleet has.

.PARAMETER MaxPricePerEpoch
The most that one VM may cost in 24 hours, in USDC (USD in generation Cloud).

.PARAMETER Image
The image: a slug, a name, or the URL of one.

.PARAMETER SshKey
Who may log in: registered keys' names, or public keys.

.PARAMETER Configuration
The size, as Get-MachineType lists them; by default the smallest.

.PARAMETER Country
ISO codes of the countries where they may run; by default everywhere.

.PARAMETER OpenPort
Ports that are open beside 22/tcp on each of them, as in 80/tcp. Where one is
closed, it is opened.

.PARAMETER TimeoutSec
How long to wait until new VMs run.

.PARAMETER KeyAsset
Azure Automation: the credential asset whose password is the API key.

.PARAMETER MemoAsset
Azure Automation: the string variable that keeps the time of the last order
whose outcome isn't known yet. Make one for each fleet, with the value settled.

.OUTPUTS
One object: Time, Name, Wanted, Found, Ordered, Running, PricePerEpoch and
Currency.

.EXAMPLE
./Restore-VmFleet.ps1 -Name web -Count 3 -MaxPricePerEpoch 0.70 -SshKey laptop

Sees to it that there are three VMs, web-1 to web-3 at first, of 0.70 USDC per epoch at most.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory = $true)]
    [ValidatePattern('^[A-Za-z0-9-]+$')]
    [string] $Name,

    [Parameter(Mandatory = $true)]
    [ValidateRange(0, 1000)]
    [int] $Count,

    [Parameter(Mandatory = $true)]
    [ValidateRange(0.000001, 1000000)]
    [decimal] $MaxPricePerEpoch,

    [Parameter(Mandatory = $true)]
    [string[]] $SshKey,

    [string] $Image = 'ubuntu-22-04-x64',
    [string] $Configuration,
    [string[]] $Country,
    [string[]] $OpenPort,

    [ValidateRange(1, 86400)]
    [int] $TimeoutSec = 900,

    [string] $KeyAsset = 'FluenceApiKey',
    [string] $MemoAsset = 'FluenceVmOrder'
)
$ErrorActionPreference = 'Stop'
# Nobody is there to answer. Whoever is can say -Confirm.
if (-not $PSBoundParameters.ContainsKey('Confirm')) { $ConfirmPreference = 'None' }

if (-not (Get-Module FluenceVm)) { Import-Module FluenceVm -MinimumVersion 0.1.0 }
if (Get-Command Get-AutomationPSCredential -ErrorAction Ignore) {
    $null = Connect-Fluence -ApiKey (Get-AutomationPSCredential -Name $KeyAsset).Password
}

# After this time, what a request created is in the list, although its response was lost.
$certainAfter = [TimeSpan]::FromMinutes(15)
$hasMemo = [bool](Get-Command Set-AutomationVariable -ErrorAction Ignore)
function Write-Memo([string] $Text) { if ($hasMemo -and -not $WhatIfPreference) { Set-AutomationVariable -Name $MemoAsset -Value $Text } }
$ofFleet = "^$Name-[0-9]+`$"
function Get-Fleet { Get-FluenceVm | Where-Object { $_.Name -cmatch $ofFleet -and 'Terminated', 'Stopped', 'failed', 'terminating' -notcontains $_.Status } }

$null = Get-FluenceVm | Select-Object -First 1
$unsettled = Get-FluenceOrder -State Unknown |
    Where-Object Name -CMatch $ofFleet |
    Resolve-FluenceOrder |
    Where-Object State -EQ 'Unknown'
if ($unsettled) {
    throw "Nothing was ordered, because it is not known yet what became of the order $($unsettled.Key -join ', '): $($unsettled.Message -join ' ')"
}
if ($hasMemo) {
    $memo = Get-AutomationVariable -Name $MemoAsset
    if (-not $memo) { throw "There is no variable asset $MemoAsset. Make one of type String with the value settled." }
    $certainAt = if ($memo -ne 'settled') { [DateTimeOffset]::Parse(($memo -replace '^ordering since '), [Globalization.CultureInfo]::InvariantCulture) + $certainAfter }
    if ($certainAt -gt [DateTimeOffset]::UtcNow) {
        throw "Nothing was ordered, because a run that was ordering ended without saying what came of it. From $($certainAt.UtcDateTime.ToString('yyyy-MM-dd HH:mm')) UTC on, the list of VMs shows it."
    }
}

$order = @{ Image = $Image; SshKey = $SshKey; MaxPricePerEpoch = $MaxPricePerEpoch; PublicIp = $true; TimeoutSec = [Math]::Min($TimeoutSec, 60) }
foreach ($optional in 'Configuration', 'Country', 'OpenPort') {
    $value = @(Get-Variable $optional -ValueOnly) | Where-Object { $_ }
    if ($value) { $order[$optional] = $value }
}

$found = @(Get-Fleet)
if ($found.Count -gt $Count) {
    Write-Warning "$($found.Count) VMs named $Name-<number> are there, and $Count are wanted. This runbook deletes none of them."
}
$ordered = New-Object 'Collections.Generic.List[object]'
$failure = $null
try {
    # One order a VM: of three that are wanted and two that can be had, two run.
    $free = 1..(2 * $Count + 1) | ForEach-Object { "$Name-$_" } | Where-Object { @($found.Name) -cnotcontains $_ }
    foreach ($next in $free | Select-Object -First ([Math]::Max(0, $Count - $found.Count))) {
        # Not a bare time, which would come back as something else than a text.
        Write-Memo "ordering since $([DateTimeOffset]::UtcNow.ToString('o'))"
        New-FluenceVm $next @order | ForEach-Object { $ordered.Add($_) }
        Write-Memo settled
    }
}
catch {
    $failure = $_
    if ($_.FullyQualifiedErrorId -notlike 'OrderUnknown,*') { Write-Memo settled }
}
if ($ordered.Count -gt 0) {
    try { Wait-FluenceVm -Id $ordered.Id -Status Active -TimeoutSec $TimeoutSec }
    catch { if (-not $failure) { $failure = $_ } }
}

# What was ordered is reported, whether or not the list can be read again.
$fleet = @($found) + $ordered
try { $fleet = @(Get-Fleet) }
catch { if (-not $failure) { $failure = $_ } }
$running = @($fleet | Where-Object { 'New', 'Launching' -notcontains $_.Status })
if ($OpenPort -and $running) {
    # Also those of earlier runs: one may have ended between an order and its ports. What is open already is left alone.
    # Generation Cloud doesn't tell the ports of a VM whose list was never set.
    $ports = @('22/tcp') + $OpenPort
    try { foreach ($vm in $running) { if ($vm.Ports) { $vm | Set-FluenceVm -AddPort $ports } else { $vm | Set-FluenceVm -OpenPort $ports } } }
    catch { if (-not $failure) { $failure = $_ } }
}
$price = [decimal] 0
$fleet | Where-Object PricePerEpoch | ForEach-Object { $price += $_.PricePerEpoch }
[pscustomobject]@{
    Time          = [DateTimeOffset]::UtcNow
    Name          = $Name
    Wanted        = $Count
    Found         = $found.Count
    Ordered       = $ordered.ToArray()
    Running       = $running.Count
    PricePerEpoch = $price
    Currency      = if ((Get-FluenceContext).ApiVersion -eq 'Cloud') { 'USD' } else { 'USDC' }
}
if ($failure) {
    throw "$($fleet.Count) of $Count VMs named $Name-<number> are there (at most $MaxPricePerEpoch per epoch each): $failure"
}
