<#
.SYNOPSIS
Enlarges the data disk of a VM before it is full, within a limit.

.DESCRIPTION
Asks the VM by ssh how full a mount point is. From -FullPercent on, it enlarges
the disk by -StepGB, but never beyond -MostGB, restarts the VM if that is
allowed, and enlarges the file system there (ext2 to ext4, xfs). Run it every
hour, never two at the same time.

It never pays twice for the same need: if the disk is larger already than its
file system, an earlier run got no further, and this one only does the rest.

It writes one report, and then fails if the mount point stays as full as it is:
because -MostGB is reached, or because the VM has to be restarted and -Restart
isn't given.

It needs generation Cloud, and an ssh client whose key the VM knows. The key of
the service comes from the credential asset -KeyAsset where this runs in Azure
Automation, else from the connection of the session, else from the environment
variable FLUENCE_API_KEY.

.PARAMETER Vm
The VM: its name or its id.

.PARAMETER Disk
The data disk, mounted in the VM: its name or its id. It has one file system,
and no partitions.

.PARAMETER MountPoint
Where the file system is in the VM.

.PARAMETER FullPercent
From when on it counts as full.

.PARAMETER StepGB
By how much it is enlarged at a time.

.PARAMETER MostGB
The largest size that may be paid for.

.PARAMETER Restart
Restarts the VM, which sees the new size only afterwards.

.PARAMETER Ssh
More parameters of Enter-FluenceVm, for example @{ IdentityFile = '/keys/id' }.

.PARAMETER KeyAsset
Azure Automation: the credential asset whose password is the API key.

.OUTPUTS
One object: Time, Vm, Disk, UsedPercent, SizeGB, PricePerHour, Currency,
Enlarged, Restarted and Grown.

.EXAMPLE
./Expand-FullDisk.ps1 -Vm app-2 -Disk app-data -MountPoint /data -MostGB 500 -WhatIf

Says how full it is, and what would be done and paid.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)]
    [string] $Vm,

    [Parameter(Mandatory)]
    [string] $Disk,

    [ValidatePattern('^/[\w./-]*$')]
    [string] $MountPoint = '/data',

    [ValidateRange(1, 100)]
    [int] $FullPercent = 80,

    [ValidateRange(1, 100000)]
    [int] $StepGB = 50,

    [Parameter(Mandatory)]
    [ValidateRange(1, 100000)]
    [int] $MostGB,

    [switch] $Restart,
    [hashtable] $Ssh = @{},
    [string] $KeyAsset = 'FluenceApiKey'
)
$ErrorActionPreference = 'Stop'
# Nobody is there to answer. Whoever is can say -Confirm.
if (-not $PSBoundParameters.ContainsKey('Confirm')) { $ConfirmPreference = 'None' }

if (-not (Get-Module FluenceVm)) { Import-Module FluenceVm -MinimumVersion 0.1.0 }
if (Get-Command Get-AutomationPSCredential -ErrorAction Ignore) {
    $null = Connect-Fluence -ApiKey (Get-AutomationPSCredential -Name $KeyAsset).Password
}

# What a command prints in the VM. Looking changes nothing, so it also happens under -WhatIf.
function Invoke-There($Machine, [string] $Command) {
    $run = $Machine | Enter-FluenceVm -Command $Command @Ssh -WhatIf:$false -Confirm:$false
    if ($run.ExitCode -ne 0) { throw "'$Command' ended with $($run.ExitCode) on $($run.Name): $($run.ErrorOutput -join ' ')" }
    $run.Output
}

# How full the mount point is, and how large its file system.
function Get-Usage($Machine) {
    $said = "$(Invoke-There $Machine "df -B1 --output=pcent,size $MountPoint | tail -n 1")"
    if ($said -notmatch '^\s*(\d+)%\s+(\d+)\s*$') { throw "df said something else than was expected of ${MountPoint}: $said" }
    [pscustomobject]@{ Percent = [int] $Matches[1]; SizeGB = [decimal] $Matches[2] / 1000000000 }
}

$machine = Get-FluenceVm -Name $Vm
$volume = Get-FluenceDisk $Disk
if ($volume.VmId -ne $machine.Id) { throw "Disk $volume isn't mounted in VM $machine." }
if ($volume.IsBoot) { throw "Disk $volume is a boot disk, which has partitions. This runbook enlarges data disks." }

$usage = Get-Usage $machine
$report = [pscustomobject]@{
    Time         = [DateTimeOffset]::UtcNow
    Vm           = $machine.Name
    Disk         = $volume.Name
    UsedPercent  = $usage.Percent
    SizeGB       = $volume.SizeGB
    PricePerHour = $volume.PricePerHour
    Currency     = $volume.Currency
    Enlarged     = $false
    Restarted    = $false
    Grown        = $false
}
if ($usage.Percent -lt $FullPercent) { return $report }

# A file system takes some of the disk for itself, but not a tenth of it.
$isLarger = $usage.SizeGB -lt 0.9 * $volume.SizeGB
if (-not $isLarger) {
    $size = [Math]::Min($volume.SizeGB + $StepGB, $MostGB)
    if ($size -le $volume.SizeGB) {
        $report
        throw "$MountPoint of $machine is $($usage.Percent) % full, and disk $volume has $($volume.SizeGB) GB, the most that it may have."
    }
    $volume = $volume | Set-FluenceDisk -SizeGB $size -PassThru -WarningAction SilentlyContinue
    if (-not $volume) { return $report }
    $report.Enlarged = $true
    $report.SizeGB = $volume.SizeGB
    $report.PricePerHour = $volume.PricePerHour
}

if ($Restart -and $PSCmdlet.ShouldProcess("$machine", 'Restart, and enlarge the file system')) {
    # The status becomes launched again once the change of the disk is made.
    $machine | Wait-FluenceVm
    $machine | Restart-FluenceVm -Soft -Confirm:$false
    $machine | Wait-FluenceVm
    $report.Restarted = $true
    $null = Invoke-There $machine ("dev=`$(findmnt -no SOURCE $MountPoint) && case `$(findmnt -no FSTYPE $MountPoint) in " +
        "xfs) sudo xfs_growfs $MountPoint ;; *) sudo resize2fs `$dev ;; esac")
    $report.Grown = (Get-Usage $machine).SizeGB -ge 0.9 * $volume.SizeGB
}
$report
if (-not $report.Grown -and -not $WhatIfPreference) {
    throw ("$MountPoint of $machine is $($usage.Percent) % full. Disk $volume has $($volume.SizeGB) GB by now, but the file system " +
        "isn't larger yet: the VM needs a restart, which -Restart allows.")
}
