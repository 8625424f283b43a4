# A stand-in for Microsoft.PowerShell.SecretManagement with the same cmdlets, for machines without the module: vaults and secrets are
# a table of the test's own, which the stand-in finds in the process, whenever it is loaded.

function Install-TestVault {
    $folder = Join-Path $TestDrive 'Modules/Microsoft.PowerShell.SecretManagement'
    $null = New-Item $folder -ItemType Directory -Force
    [IO.File]::WriteAllText("$folder/Microsoft.PowerShell.SecretManagement.psm1", @'
function Get-SecretInfo {
    [CmdletBinding()]
    param([string] $Name = '*', [string] $Vault)
    foreach ($each in [AppDomain]::CurrentDomain.GetData('TestVault').Vaults.GetEnumerator()) {
        if ($Vault -and $each.Key -ne $Vault) { continue }
        $each.Value.Keys | Where-Object { $_ -like $Name } | ForEach-Object { [pscustomobject]@{ Name = $_; VaultName = $each.Key } }
    }
}
function Get-Secret {
    [CmdletBinding()]
    param([Parameter(Mandatory)] [string] $Name, [string] $Vault, [switch] $AsPlainText)
    $test = [AppDomain]::CurrentDomain.GetData('TestVault')
    $test.Reads++
    foreach ($each in $test.Vaults.GetEnumerator()) {
        if ($Vault -and $each.Key -ne $Vault) { continue }
        if ($each.Value.ContainsKey($Name)) {
            $value = $each.Value[$Name]
            if ($value -is [string] -and -not $AsPlainText) { return ConvertTo-SecureString $value -AsPlainText -Force }
            return $value
        }
    }
    Write-Error "The secret $Name was not found."
}
Export-ModuleMember -Function Get-Secret, Get-SecretInfo
'@)
    [IO.File]::WriteAllText("$folder/Microsoft.PowerShell.SecretManagement.psd1", @'
@{
    RootModule        = 'Microsoft.PowerShell.SecretManagement.psm1'
    ModuleVersion     = '1.1.2'
    GUID              = 'fa4e0000-0000-4000-8000-000000000001'
    FunctionsToExport = @('Get-Secret', 'Get-SecretInfo')
}
'@)
    $script:ModulePath = $env:PSModulePath
    $env:PSModulePath = (Join-Path $TestDrive Modules) + [IO.Path]::PathSeparator + $env:PSModulePath
    $script:TestVaults = [ordered]@{ Main = @{}; Other = @{} }
    $script:TestVault = @{ Vaults = $TestVaults; Reads = 0 }
    [AppDomain]::CurrentDomain.SetData('TestVault', $TestVault)
}

function Uninstall-TestVault {
    Remove-Module Microsoft.PowerShell.SecretManagement -ErrorAction Ignore
    $env:PSModulePath = $ModulePath
    [AppDomain]::CurrentDomain.SetData('TestVault', $null)
}

# Everything that the module keeps on this machine, as one text.
function Get-HomeText {
    Get-ChildItem $env:FLUENCEVM_HOME -Recurse -File -Force -ErrorAction Ignore | ForEach-Object { [IO.File]::ReadAllText($_.FullName) } |
        Out-String
}
