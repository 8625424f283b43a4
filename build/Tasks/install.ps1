# Installs the package as a user would, from a repository made of the folder that holds it.
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $PackageFolder,
    [Parameter(Mandatory)] [string] $ModuleFolder
)
$ErrorActionPreference = 'Stop'
Import-Module Microsoft.PowerShell.PSResourceGet
$repository = 'FluenceVmBuild'
Register-PSResourceRepository -Name $repository -Uri $PackageFolder -Trusted -Force
try {
    if ($IsLinux -or $IsMacOS) {
        Install-PSResource -Name FluenceVm -Repository $repository
    }
    else {
        # The folder that Install-PSResource takes on Windows is the account's own, which no test may change.
        Save-PSResource -Name FluenceVm -Repository $repository -Path $ModuleFolder
    }
}
finally {
    Unregister-PSResourceRepository -Name $repository
}
