<#
.SYNOPSIS
Deletes the VMs that their providers have ended, and reports what came free.

.DESCRIPTION
A VM that its provider has ended stays listed, and its reserve stays held,
until it is deleted. Run this once a night.

It writes one report, and then fails if anything could not be deleted; the rest
is deleted all the same. A run that finds nothing deletes nothing, so it may be
repeated at any time.

In generation Cloud, disks and addresses outlive a VM and are billed. They are
reported. They are removed only with -RemoveOrphan, because one of them may
have been kept on purpose.

The key comes from the credential asset -KeyAsset where this runs in Azure
Automation, else from the connection of the session, else from the environment
variable FLUENCE_API_KEY.

.PARAMETER Name
Only what has one of these names; wildcards are allowed.

.PARAMETER RemoveOrphan
Also removes disks and addresses that no VM uses (generation Cloud). What is on
a disk is lost.

.PARAMETER KeyAsset
Azure Automation: the credential asset whose password is the API key.

.OUTPUTS
One object: Time, Removed, Failed, Freed and Currency, StillBilled and
StillBilledPerHour.

.EXAMPLE
./Remove-TerminatedVm.ps1 -WhatIf

Says what would be deleted, and what would come free.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [string[]] $Name = '*',
    [switch] $RemoveOrphan,
    [string] $KeyAsset = 'FluenceApiKey'
)
$ErrorActionPreference = 'Stop'
# Nobody is there to answer. Whoever is can say -Confirm.
if (-not $PSBoundParameters.ContainsKey('Confirm')) { $ConfirmPreference = 'None' }

if (-not (Get-Module FluenceVm)) { Import-Module FluenceVm -MinimumVersion 0.1.0 }
if (Get-Command Get-AutomationPSCredential -ErrorAction Ignore) {
    $null = Connect-Fluence -ApiKey (Get-AutomationPSCredential -Name $KeyAsset).Password
}

function Test-Name($Item) { @($Name | Where-Object { $Item.Name -like $_ }).Count -gt 0 }

# Generation Cloud calls it failed. It keeps terminated VMs in its books for ever, and lists them only when asked.
$problems = New-Object Collections.ArrayList
$ended = @(Get-FluenceVm | Where-Object { 'Terminated', 'failed' -contains $_.Status -and (Test-Name $_) })
$removed = @($ended | Remove-FluenceVm -PassThru -ErrorAction SilentlyContinue -ErrorVariable +problems)

$orphans = @()
if ((Get-FluenceContext).ApiVersion -eq 'Cloud') {
    # What was deleted is reported, whether or not the rest can be listed.
    # Security groups and drafts cost nothing, and are left alone.
    try { $orphans = @(Get-FluenceOrphan | Where-Object { 'STORAGE', 'PUBLIC_IP' -contains $_.Type -and (Test-Name $_) }) }
    catch { $null = $problems.Add($_) }
    if ($RemoveOrphan) {
        $gone = @($orphans | Remove-FluenceOrphan -PassThru -ErrorAction SilentlyContinue -ErrorVariable +problems)
        $removed += $gone
        $orphans = @($orphans | Where-Object { $gone.Id -notcontains $_.Id })
    }
}

$freed = [decimal] 0
$removed | Where-Object ReservedBalance | ForEach-Object { $freed += $_.ReservedBalance }
$billed = [decimal] 0
$orphans | Where-Object PricePerHour | ForEach-Object { $billed += $_.PricePerHour }

[pscustomobject]@{
    Time               = [DateTimeOffset]::UtcNow
    Removed            = $removed
    Failed             = @($problems | ForEach-Object TargetObject | Where-Object { $_ })
    Freed              = $freed
    Currency           = if ((Get-FluenceContext).ApiVersion -eq 'Cloud') { 'USD' } else { 'USDC' }
    StillBilled        = $orphans
    StillBilledPerHour = $billed
}
if ($problems) {
    throw "$($problems.Count) of $($removed.Count + $problems.Count) could not be done: $(@($problems | ForEach-Object { "$($_.TargetObject): $_" }) -join '; ')"
}
