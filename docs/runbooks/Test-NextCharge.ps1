<#
.SYNOPSIS
Raises an alarm when a charge that is due isn't covered.

.DESCRIPTION
Writes one object for each thing that is charged, and then fails if one of them
isn't covered: the host's own alarm for a failed run is the alarm. It only
reads. Run it twice a day.

What "covered" means depends on the service:
- Fluence, generations MarketV2 and MarketV3: a VM is charged every 24 hours, out of its
  reserve. The charge is covered when the reserve is at least the price of an
  epoch. A VM with the status SmallBalance has its next epoch covered, but no
  other after it (LastCovered); that is an alarm as well. MarketV2 doesn't tell the
  reserve: there the status decides, and nothing else is known (Unknown).
- Fluence, generation Cloud: VMs, disks and addresses are charged by the second,
  out of the account's balance. It has to last for -WithinHours; DueAt is when it
  is used up.
- Cudos: a machine is charged every minute, out of its own credit. It has to
  last for -WithinHours.

Fluence's key comes from the credential asset -KeyAsset where this runs in Azure
Automation, else from the connection of the session, else from the environment
variable FLUENCE_API_KEY. For Cudos no key is needed.

.PARAMETER Cloud
The clouds to look at: Fluence, Cudos, or both.

.PARAMETER WithinHours
How long the money has to last where charges come by the hour or the minute.

.PARAMETER Node
Cudos: the chain node's address; by default the connection of the session.

.PARAMETER ContractAddress
Cudos: the Compute contract's address.

.PARAMETER Owner
Cudos: the account whose machines are looked at.

.PARAMETER KeyAsset
Azure Automation: the credential asset whose password is the API key.

.OUTPUTS
Objects: Cloud, Name, Id, State (Covered, LastCovered, NotCovered or Unknown),
Charge, Held, Currency, DueAt.

.EXAMPLE
./Test-NextCharge.ps1 | Where-Object State -ne Covered

Lists what isn't covered, and then fails if there is any.
#>
[CmdletBinding()]
param(
    [ValidateSet('Fluence', 'Cudos')]
    [string[]] $Cloud = 'Fluence',

    [ValidateRange(1, 8760)]
    [int] $WithinHours = 48,

    [string] $Node,
    [string] $ContractAddress,
    [string] $Owner,
    [string] $KeyAsset = 'FluenceApiKey'
)
$ErrorActionPreference = 'Stop'
if (-not (Get-Module FluenceVm)) { Import-Module FluenceVm -MinimumVersion 0.1.0 }

function Get-Sum($Amounts) {
    $sum = [decimal] 0
    $Amounts | Where-Object { $_ } | ForEach-Object { $sum += $_ }
    $sum
}

function Get-EpochCharge($Cost) {
    foreach ($vm in $Cost.Items | Where-Object { 'Terminated', 'Stopped' -notcontains $_.Status }) {
        $known = $null -ne $vm.Held -and $null -ne $vm.PricePerEpoch
        [pscustomobject]@{
            Cloud    = 'Fluence'
            Name     = $vm.Name
            Id       = $vm.Id
            State    = if ('InsufficientFunds' -eq $vm.Status -or $known -and $vm.Held -lt $vm.PricePerEpoch) { 'NotCovered' }
            elseif ('SmallBalance' -eq $vm.Status) { 'LastCovered' }
            elseif ($known) { 'Covered' }
            else { 'Unknown' }
            Charge   = $vm.PricePerEpoch
            Held     = $vm.Held
            Currency = $vm.Currency
            DueAt    = $vm.NextChargeAt
        }
    }
}

# One balance pays for everything. It is read by itself, so that one that can't be read fails the run.
function Get-BalanceCharge($Cost, $Hours) {
    $balances = @(Get-FluenceBalance)
    $held = (Get-Sum $balances.Amount) - (Get-Sum $balances.Overage)
    $charge = $Hours * $Cost.PerHour
    [pscustomobject]@{
        Cloud    = 'Fluence'
        Name     = "everything, $Hours hours"
        Id       = $balances.Key -join ', '
        State    = if ($held -lt $charge -or $Cost.Items.Status -contains 'suspended') { 'NotCovered' }
        elseif ($Cost.Unpriced) { 'Unknown' }
        else { 'Covered' }
        Charge   = $charge
        Held     = $held
        Currency = $Cost.Currency
        DueAt    = $Cost.RunsOutAt
    }
}

function Get-MachineCharge($Hours) {
    foreach ($machine in Get-Machine | Where-Object { -not $_.IsOver }) {
        $known = $null -ne $machine.AcudosPerHour -and $null -ne $machine.CreditAcudos
        [pscustomobject]@{
            Cloud    = 'Cudos'
            Name     = $machine.Id
            Id       = $machine.Id
            State    = if (-not $known) { 'Unknown' } elseif ($machine.CreditAcudos -lt $machine.AcudosPerHour * $Hours) { 'NotCovered' } else { 'Covered' }
            Charge   = if ($null -ne $machine.PricePerHour) { $Hours * $machine.PricePerHour }
            Held     = $machine.Credit
            Currency = 'CUDOS'
            DueAt    = $machine.Until
        }
    }
}

$charges = @(
    if ($Cloud -contains 'Fluence') {
        if (Get-Command Get-AutomationPSCredential -ErrorAction Ignore) {
            $null = Connect-Fluence -ApiKey (Get-AutomationPSCredential -Name $KeyAsset).Password
        }
        $cost = Measure-FluenceCost | Where-Object Cloud -EQ 'Fluence'
        if ((Get-FluenceContext).ApiVersion -eq 'Cloud') { Get-BalanceCharge $cost $WithinHours } else { Get-EpochCharge $cost }
    }
    if ($Cloud -contains 'Cudos') {
        if ($Node) { $null = Connect-Cudos -Node $Node -ContractAddress $ContractAddress -Owner $Owner }
        Get-MachineCharge $WithinHours
    }
)
$charges

$unknown = @($charges | Where-Object State -EQ 'Unknown')
if ($unknown) {
    Write-Warning "Of $($unknown.Count) it is not known whether their next charge is covered: $($unknown.Id -join ', ')"
}
$alarms = @($charges | Where-Object { 'NotCovered', 'LastCovered' -contains $_.State })
if ($alarms) {
    $lines = foreach ($alarm in $alarms) { "$($alarm.Name) ($($alarm.Id)): $($alarm.Charge) $($alarm.Currency) to pay, $($alarm.Held) held" }
    throw "$($alarms.Count) of $($charges.Count) charges aren't covered, or are the last that are. $($lines -join '; '). Pay in, or delete what isn't needed."
}
