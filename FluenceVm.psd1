@{
    RootModule             = 'FluenceVm.dll'
    ModuleVersion          = '0.1.0'
    GUID                   = '5d1a3f0e-7c1b-4b7e-9b0a-2f6f0c9a4e11'
    Author                 = 'The FluenceVm authors'
    CompanyName            = 'FluenceVm'
    Copyright              = 'Copyright (c) the FluenceVm authors. MIT licence.'
    Description            = 'Rents, watches and ends virtual machines on two decentralised clouds, Fluence (USDC) and Cudos Compute (CUDOS), and carries an emulator of both, so that a runbook can be tried without an account or money.'
    PowerShellVersion      = '5.1'
    CompatiblePSEditions   = @('Core', 'Desktop')
    DotNetFrameworkVersion = '4.7.2'
    FormatsToProcess       = @('FluenceVm.Format.ps1xml')
    FunctionsToExport      = @()
    CmdletsToExport        = @(
        'Connect-Fluence'
        'Disconnect-Fluence'
        'Get-FluenceContext'
        'Test-FluenceConnection'
        'Connect-Cudos'
        'Disconnect-Cudos'
        'Get-CudosContext'
        'Test-CudosConnection'
        'Get-Machine'
        'New-Machine'
        'Start-Machine'
        'Stop-Machine'
        'Restart-Machine'
        'Wait-Machine'
        'Add-MachineCredit'
        'Set-MachineOwner'
        'Remove-Machine'
        'Get-MachineType'
        'Get-VmImage'
        'Get-FluenceVm'
        'New-FluenceVm'
        'Get-FluenceOrder'
        'Resolve-FluenceOrder'
        'Set-FluenceVm'
        'Restart-FluenceVm'
        'Wait-FluenceVm'
        'Remove-FluenceVm'
        'Find-FluenceOffer'
        'Get-FluenceEstimate'
        'Get-FluenceCountry'
        'Get-FluenceHardware'
        'Get-FluenceDatacenter'
        'Get-FluenceBalance'
        'Get-FluenceCharge'
        'Measure-FluenceCost'
        'Get-FluenceOrphan'
        'Remove-FluenceOrphan'
        'Get-FluenceSshKey'
        'Add-FluenceSshKey'
        'Remove-FluenceSshKey'
        'Start-VmEmulator'
        'Stop-VmEmulator'
        'Get-VmEmulator'
        'Step-VmEmulator'
        'Set-VmEmulatorFault'
        'Clear-VmEmulatorFault'
    )
    VariablesToExport      = @()
    AliasesToExport        = @()
    PrivateData            = @{
        PSData = @{
            Tags = @('Fluence', 'Cudos', 'VirtualMachine', 'VM', 'Cloud', 'DePIN', 'Emulator', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
        }
    }
}
